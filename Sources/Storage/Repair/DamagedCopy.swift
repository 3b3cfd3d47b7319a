import Foundation
import GRDB

/// A copy of a damaged store, made readable as far as that goes; the store itself is not touched.
///
/// What can be mended without guessing is: a file that was cut is filled up with zeros, so that the
/// pages before the cut can be read; and the first page is that of a fresh store, whose tables lie
/// where they lay in this one. Whether a guess was right, digests tell.
struct DamagedCopy {
  private static let pageSize = 4096
  private let file: String

  /// Copies the store and its log into a folder.
  init(of store: String, in folder: String) throws {
    file = folder + "/copy.sqlite"
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: store + suffix) {
      try FileManager.default.copyItem(atPath: store + suffix, toPath: file + suffix)
    }
  }

  /// A connection to as much as can be read; `nil` where nothing can.
  ///
  /// - Parameter template: A fresh store.
  func open(template: String) throws -> DatabaseQueue? {
    try fillUp(to: announcedSize())
    if let queue = connect() { return queue }
    try transplantFirstPage(from: template)
    return connect()
  }

  private func connect() -> DatabaseQueue? {
    guard let queue = try? DatabaseQueue(path: file, configuration: StoreConnection.common()),
      (try? queue.read({ try $0.tableExists("runs") })) == true
    else { return nil }
    return queue
  }

  private func announcedSize() throws -> UInt64 {
    let whole = try Data(contentsOf: URL(fileURLWithPath: file), options: .alwaysMapped)
    guard whole.count >= 100 else { return 0 }
    let pages = whole[28..<32].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    // More than that is no size of a store, but a damaged number.
    return min(pages * UInt64(Self.pageSize), 64 * UInt64(whole.count))
  }

  private func fillUp(to size: UInt64) throws {
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file))
    defer { try? handle.close() }
    let length = try handle.seekToEnd()
    let whole = (length + 4095) / 4096 * 4096
    try handle.truncate(atOffset: max(whole, size))
  }

  /// Puts a fresh store's first page in place, with this file's number of pages and no free ones.
  private func transplantFirstPage(from template: String) throws {
    var page = try Data(contentsOf: URL(fileURLWithPath: template)).prefix(Self.pageSize)
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file))
    defer { try? handle.close() }
    let pages = UInt32(try handle.seekToEnd() / UInt64(Self.pageSize))
    page.replaceSubrange(28..<32, with: withUnsafeBytes(of: pages.bigEndian, Array.init))
    page.replaceSubrange(32..<40, with: [UInt8](repeating: 0, count: 8))
    page.replaceSubrange(92..<96, with: page[24..<28])
    try handle.seek(toOffset: 0)
    try handle.write(contentsOf: page)
  }
}

import Foundation

/// Text that is kept in the repository, to be read when it changes.
///
/// After a wanted change: `UPDATE_SNAPSHOTS=1 make test TESTARGS='--filter Snapshot'` writes all of
/// them again; then read the difference before it is committed.
public struct Snapshot {
  private let file: URL

  /// - Parameters:
  ///   - name: The file's name in the folder `Snapshots` beside the test.
  ///   - test: The test's own file.
  public init(_ name: String, besides test: String = #filePath) {
    file = URL(filePath: test).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
  }

  /// The lines in which a text is another than the one that is kept; none where it is written anew.
  ///
  /// - Throws: Where it can be neither read nor written.
  public func differences(from text: String) throws -> [String] {
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] != nil { try write(text) }
    let kept = try String(contentsOf: file, encoding: .utf8)
    if kept == text { return [] }
    let (old, new) = (Self.lines(kept), Self.lines(text))
    let changed = zip(old, new).filter { $0 != $1 }.map { "now \($1)\nwas \($0)" }
    let more = new.dropFirst(old.count).map { "new \($0)" }
    let fewer = old.dropFirst(new.count).map { "gone \($0)" }
    return ["\(file.lastPathComponent): see TestSupport/Snapshot.swift"] + changed + more + fewer
  }

  private func write(_ text: String) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}

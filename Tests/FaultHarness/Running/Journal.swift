import Foundation

/// What has been injected so far: a line a shot, in a file a fault, so that a torture that was
/// stopped goes on, and several may be on at a time, each with other faults.
public struct Journal: Sendable {
  /// One shot.
  public struct Entry: Codable, Sendable {
    /// The fault's row and name.
    public let row: Int
    public let fault: String
    /// What replays it.
    public let seed: UInt64
    public let shot: Int
    /// The program under test, by the first digits of its SHA-256.
    public let build: String
    /// What came of it.
    public let injections: Int
    public let violations: [Violation]
    public let isLast: Bool
    /// How long it took.
    public let seconds: Double
  }

  private let folder: String

  /// Opens a journal; made where there is none.
  ///
  /// - Parameter folder: Its folder.
  public init(_ folder: String) throws {
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// The shots at a fault, in the order they were; a torn last line is passed over.
  public func entries(of fault: String) -> [Entry] {
    let data = FileManager.default.contents(atPath: path(fault)) ?? Data()
    return data.split(separator: UInt8(ascii: "\n")).compactMap {
      try? JSONDecoder().decode(Entry.self, from: $0)
    }
  }

  /// Adds a shot.
  public func add(_ entry: Entry) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let file = open(path(entry.fault), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw HarnessError("cannot write \(path(entry.fault))") }
    defer { close(file) }
    // A line of its own even after a torn one.
    let line = try Data("\n".utf8) + encoder.encode(entry) + Data("\n".utf8)
    let count = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard count == line.count else { throw HarnessError("cannot write \(path(entry.fault))") }
  }

  private func path(_ fault: String) -> String { "\(folder)/\(fault).jsonl" }
}

import Foundation

/// What has been injected so far: a line a shot, in a file a fault, so that a torture that was
/// stopped goes on, and several may be on at a time, each with other faults.
public struct Journal: Sendable {
  /// One shot.
  public struct Entry: Codable, Sendable {
    /// The fault's row.
    public let row: Int
    /// The fault's name.
    public let fault: String
    /// The seed; with the fault's name and the shot's number it replays the shot.
    public let seed: UInt64
    /// The shot's number, from 1.
    public let shot: Int
    /// The program under test, by the first digits of its SHA-256.
    public let build: String
    /// How many faults were injected in it.
    public let injections: Int
    /// What did not hold.
    public let violations: [Violation]
    /// Whether it was beyond the last point there is.
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

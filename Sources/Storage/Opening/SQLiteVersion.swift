/// A version of the SQLite library, and what is known to be wrong with it.
public struct SQLiteVersion: Hashable, Sendable, CustomStringConvertible {
  /// As the library says it: `3.40.1`.
  public let description: String
  private let parts: [Int]

  /// Reads a version.
  public init(_ text: String) {
    description = text
    parts = text.split(separator: ".").map { Int($0) ?? 0 }
  }

  /// Whether a write-ahead log may be started anew under a connection that still reads the old one,
  /// which can destroy a store.
  ///
  /// It takes two connections that write or fold the log in at the same moment. A store has one:
  /// others are kept out by a lock, and readers change nothing. Source: SQLite's notes on releases
  /// 3.51.3, 3.50.7 and 3.44.6, which mend it.
  public var hasWALResetDefect: Bool {
    if isAtLeast([3, 51, 3]) || !isAtLeast([3, 7, 0]) { return false }
    let mended = [[3, 50, 7], [3, 44, 6]].contains {
      parts.prefix(2) == $0.prefix(2) && isAtLeast($0)
    }
    return !mended
  }

  private func isAtLeast(_ other: [Int]) -> Bool { !parts.lexicographicallyPrecedes(other) }
}

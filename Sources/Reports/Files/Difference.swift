import Experiments

/// A file of a committed report that does not follow from the results.
public struct Difference: Hashable, Sendable, CustomStringConvertible {
  /// A kind of difference.
  public enum Kind: String, Sendable {
    /// The file is there with other content.
    case differs
    /// The file should be there.
    case missing
    /// The file is there and belongs to nothing.
    case leftOver
  }

  /// The file, relative to the report's folder.
  public let path: String
  /// What is wrong with it.
  public let kind: Kind

  /// Makes a difference.
  public init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }

  /// One line: the path and what is wrong with it.
  public var description: String {
    let words =
      switch kind {
      case .differs: "differs from what the results give"
      case .missing: "is missing"
      case .leftOver: "is left over: nothing in the results gives it"
      }
    return "\(CleanText.line(path)) \(words)"
  }
}

extension Report {
  /// Compares a report as it is committed with what the results give.
  ///
  /// Files are compared by their bytes. The pixels of a figure follow from the results alone, its
  /// bytes also from the versions of libpng and zlib: a difference in every figure and in no page
  /// means another version of these.
  ///
  /// - Parameters:
  ///   - committed: The report's files as they are, paths relative to its folder.
  ///   - expected: What ``files(of:)`` gives.
  /// - Returns: What differs, by path; empty where all follows. Of files that no results give, only
  ///   those under `figures/` count as left over: the rest of the folder belongs to people.
  public static func check(_ committed: [ReportFile], against expected: [ReportFile])
    -> [Difference]
  {
    let found = Dictionary(committed.map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 })
    let wanted = Set(expected.map(\.path))
    let wrong = expected.compactMap { file -> Difference? in
      guard let bytes = found[file.path] else { return Difference(path: file.path, kind: .missing) }
      return bytes == file.bytes ? nil : Difference(path: file.path, kind: .differs)
    }
    let left = found.keys.filter { $0.hasPrefix("figures/") && !wanted.contains($0) }
      .map { Difference(path: $0, kind: .leftOver) }
    return (wrong + left).sorted { $0.path < $1.path }
  }

  /// Compares a report as it is committed with what the results give; draws it anew.
  ///
  /// - Parameters:
  ///   - committed: The report's files as they are, paths relative to its folder.
  ///   - results: The sweep, from a store or from `results.jsonl`.
  /// - Returns: What differs, by path; empty where all follows.
  /// - Throws: `FigureError` if a figure cannot be made.
  public func check(
    _ committed: [ReportFile], against results: SweepResults
  ) throws -> [Difference] {
    Self.check(committed, against: try files(of: results))
  }
}

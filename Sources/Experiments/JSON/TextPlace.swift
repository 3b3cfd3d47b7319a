/// Where something stands: in a spec, or in one of the settings that were put over it.
public struct TextPlace: Hashable, Comparable, Sendable {
  /// 0 for the spec's file, n for the n-th override.
  public let source: Int
  /// Line, from 1; lines end with a line feed.
  public let line: Int
  /// Column in Unicode scalars, from 1.
  public let column: Int

  /// Makes a place.
  public init(source: Int = 0, line: Int, column: Int) {
    self.source = source
    self.line = line
    self.column = column
  }

  /// The order in which a person reads: the file first, then the overrides.
  public static func < (left: TextPlace, right: TextPlace) -> Bool {
    (left.source, left.line, left.column) < (right.source, right.line, right.column)
  }
}

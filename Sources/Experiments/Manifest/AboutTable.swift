/// A table of what runs are made of.
public struct AboutTable: Codable, Hashable, Sendable {
  /// The words over it.
  public let heading: String
  /// Its columns beside the label's.
  public let columns: [String]
  /// Their cells, by the label that runs have before their axes.
  public let rows: [String: [String]]

  /// Makes a table.
  public init(_ heading: String, columns: [String], rows: [String: [String]]) {
    self.heading = heading
    self.columns = columns
    self.rows = rows
  }
}

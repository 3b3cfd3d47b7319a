import Experiments

/// One row of the published table: a family and, unless it is `cnn`, a cell.
public struct Variant: Hashable, Codable, Sendable {
  /// What surrounds the cell.
  public let family: Family
  /// The cell; `nil` for `cnn` alone.
  public let cell: Cell?

  /// Makes a variant.
  ///
  /// - Precondition: `cell` is given exactly when the family has one.
  public init(_ family: Family, _ cell: Cell? = nil) {
    precondition(
      family.hasCell == (cell != nil), "Variant: family \(family), cell \(String(describing: cell))"
    )
    self.family = family
    self.cell = cell
  }

  /// The ten variants in the published table's order.
  public static let table: [Variant] = Family.allCases.flatMap { family in
    family.hasCell ? Cell.allCases.map { Variant(family, $0) } : [Variant(family)]
  }

  /// The cell's name as views and folders have it: `cnn` where there is no cell.
  public var cellName: String { cell?.rawValue ?? Family.cnn.rawValue }

  /// The table's version: `cnn_ae`, `lstm_ae`, `cgru_ae`, `resrnn_ae`, ...
  public var label: String { family.label(cell: cellName) }
}

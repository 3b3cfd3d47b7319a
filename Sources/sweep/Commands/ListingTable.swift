import Experiments
import Reports
import Running
import Storage

/// Runs of any trainers as a table for a terminal: a column for each metric that lists of one of their
/// sweeps show.
struct ListingTable: ListingForm {
  private let columns: [MetricDeclaration]
  private var table: TextTable
  /// The columns' places among those of the sweep whose runs come.
  private var places: (sweep: ListedSweep, places: [Int?])?

  /// - Parameter sweeps: Those whose runs will come; without any, the table is that of ours.
  init(of sweeps: [ListedSweep]) {
    let manifests = sweeps.isEmpty ? [Trainers.own.standard] : sweeps.map(\.manifest)
    var columns: [MetricDeclaration] = []
    for manifest in manifests {
      for name in manifest.columns where !columns.contains(where: { $0.name == name }) {
        columns.append(manifest.metric(name))
      }
    }
    self.columns = columns
    let headlines = Set(manifests.compactMap(\.headline))
    let step = manifests.allSatisfy(\.takesData) ? "epoch" : "step"
    table = TextTable(
      header: ["sweep", "run", "id", "state", step] + columns.map(\.heading) + ["time", "failure"],
      rows: [],
      alignments: [.left, .left, .left, .left, .right] + columns.map { _ in .right }
        + [.right, .left],
      fits: [.shorten(to: 8), .shorten(to: 12), .drop(1), .whole, .drop(4)]
        + columns.map { headlines.contains($0.name) ? .whole : .drop(2) }
        + [.drop(3), .shorten(to: 9)])
  }

  mutating func add(_ run: RunRow, _ lookup: (String) -> Value?) {
    Self.add(run, places(in: run.listed), to: &table)
  }

  mutating func line(_ run: RunRow, _ lookup: (String) -> Value?) -> [String] {
    var line = CellList()
    Self.add(run, places(in: run.listed), to: &line)
    return line.cells
  }

  mutating func add(_ line: [String]) { for cell in line { table.add(cell) } }

  func finish() { table.write(width: Console.dataWidth) { Console.data($0) } }

  private static func add(_ run: RunRow, _ places: [Int?], to cells: inout some CellTaker) {
    cells.add(run.sweep.isEmpty ? "-" : run.sweep)
    cells.add(run.label)
    cells.add(RunRow.Text(rebasing: run.id.prefix(12)))
    cells.add(run.state.rawValue)
    cells.add(String(run.epochs))
    for place in places { cells.add(cell(place, run)) }
    cells.add(DurationText.words(run.seconds))
    cells.add(run.failure ?? RunRow.Text(start: nil, count: 0))
  }

  private mutating func places(in sweep: ListedSweep) -> [Int?] {
    if let places, places.sweep === sweep { return places.places }
    let found = columns.map { column in sweep.columns.firstIndex { $0.name == column.name } }
    places = (sweep, found)
    return found
  }

  private static func cell(_ place: Int?, _ run: RunRow) -> String {
    let value = place.flatMap(run.value)
    return ProgressText.headline(
      value?.number, of: value?.step, at: run.epochs, unit: run.listed.manifest.unit)
  }
}

extension MetricDeclaration {
  /// What stands over its column in a table: `accuracy`.
  var heading: String { title.prefix(1).lowercased() + title.dropFirst() }
}

/// What takes the cells of a row.
private protocol CellTaker {
  mutating func add(_ cell: String)
  mutating func add(_ cell: UnsafeBufferPointer<UInt8>)
}

extension TextTable: CellTaker {}

/// Cells that are kept.
private struct CellList: CellTaker {
  private(set) var cells: [String] = []

  mutating func add(_ cell: String) { cells.append(cell) }
  mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
    cells.append(String(decoding: cell, as: UTF8.self))
  }
}

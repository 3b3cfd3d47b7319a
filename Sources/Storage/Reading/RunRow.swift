import Experiments
import GRDB

/// A run on one line while the store is being read: its texts are UTF-8 in SQLite's memory, there
/// only during the call that is given it. What is to stay is a ``RunListing``.
public struct RunRow {
  /// UTF-8 that is there for a moment.
  public typealias Text = UnsafeBufferPointer<UInt8>

  /// The sweep.
  public let listed: ListedSweep
  /// What people call it within the sweep.
  public let label: Text
  /// What it is doing, or how it ended.
  public let state: RunState
  private let row: StoredRow
  private let values: [LastValueRows.Value?]

  static func columns(_ db: Database, _ parts: ListedParts = .usual) throws -> String {
    try columns(
      label: "s.label", configuration: parts.settings ? "r.configuration" : "''",
      uncounted: parts.settings ? Schema.uncounted(db) : "NULL", db, parts)
  }

  static func columns(
    label: String, configuration: String = "r.configuration", uncounted: String, _ db: Database,
    _ parts: ListedParts
  ) throws -> String {
    let changed = parts.times ? try Schema.column("r.changed_at", since: 2, db) : "NULL"
    return """
      r.number, r.id, \(label), r.seed, r.state, r.attempts, r.epochs, r.seconds, r.failure,
      \(configuration), \(uncounted), \(changed)
      """
  }
  static let columnCount = 12

  /// - Parameters:
  ///   - row: Begins with ``columns(_:_:)``.
  ///   - label: In place of the row's.
  init(
    _ row: StoredRow, of sweep: ListedSweep, _ lastValues: inout LastValueRows,
    _ states: StateReader, label: Text? = nil
  ) throws {
    self.row = row
    listed = sweep
    self.label = label ?? row.text(2)
    state = try states.state(row.text(4), attempts: row.integer(5))
    try states.check(
      isSound: row.integer(5).isCount && row.integer(6).isCount && (row.real(7) ?? 0).isDuration)
    values = try lastValues.values(of: row.integer(0), sweep.names)
  }

  /// A row's id, and its configuration's text.
  static func id(_ row: StoredRow) -> String { row.string(1) }
  static func configuration(_ row: StoredRow) -> Text { row.text(9) }

  /// The sweep's name; empty where no sweep lists the run any more.
  public var sweep: String { listed.name }
  /// The run's id.
  public var id: Text { row.text(1) }
  /// Its seed.
  public var seed: Int { row.integer(3) }
  /// How often it was begun.
  public var attempts: Int { row.integer(5) }
  /// Steps completed and measured so far: passes over the train set.
  public var epochs: Int { row.integer(6) }
  /// Seconds of training, over all attempts.
  public var seconds: Double { row.real(7) ?? 0 }
  /// Why it failed or where it diverged; `nil` else.
  public var failure: Text? { row.isNull(8) ? nil : row.text(8) }
  /// All that changes its numbers, as canonical JSON; empty where settings are not read.
  public var configuration: Text { row.text(9) }
  /// The values of its parameters that do not count, as canonical JSON; `nil` of a run that no sweep
  /// lists.
  public var uncounted: Text? { row.isNull(10) ? nil : row.text(10) }

  /// When it was begun or ended last, in seconds since 1970; `nil` where it never was, in stores of version
  /// 1, and where times are not read.
  public var changed: Int? { row.isNull(11) ? nil : row.integer(11) }

  /// The value of one of the sweep's columns with its step; `nil` where there is none. One that is
  /// not finite has no number.
  ///
  /// As `RunResult.headline` has it: a run that diverged has those of its very last state alone.
  public func value(_ column: Int) -> (step: Int, number: Double?)? {
    guard let value = values[column], state != .diverged || value.step == epochs else { return nil }
    return (value.step, value.value)
  }

  /// As ``value(_:)``, of any metric that is read (``ListedSweep/place(of:)``), finite or not.
  public func exact(_ place: Int) -> Double? {
    value(place).flatMap { _ in values[place]?.exact }
  }

  /// The step that the headline's value is of; `nil` where there is none.
  public var evaluatedStep: Int? { listed.headline.flatMap { value($0)?.step } }
}

extension RunListing {
  /// What a line says, kept.
  init(_ line: RunRow) {
    func kept(_ text: RunRow.Text) -> String { String(decoding: text, as: UTF8.self) }
    let values = line.listed.columns.indices.compactMap { place in
      line.value(place).map {
        ListedValue(line.listed.columns[place].name, step: $0.step, value: $0.number)
      }
    }
    self.init(
      sweep: line.sweep, id: kept(line.id), label: kept(line.label), seed: line.seed,
      state: line.state, attempts: line.attempts, epochs: line.epochs, values: values,
      seconds: line.seconds, failure: line.failure.map(kept), evaluatedStep: line.evaluatedStep)
  }
}

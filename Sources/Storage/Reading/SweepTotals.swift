import Experiments
import GRDB

/// Sums over a store's runs, by sweep.
///
/// One narrow scan, added up here: grouping within SQLite sorts all rows, which takes longer than to
/// read them.
struct SweepTotals {
  /// The sums of one sweep.
  struct Total {
    /// Runs by the place of their state in `RunState.allCases`.
    private var states = [Int](repeating: 0, count: RunState.allCases.count)
    /// Seconds of training.
    private(set) var seconds = 0.0
    /// When an attempt last began or ended.
    private(set) var changed: Int?
    /// Epochs that are left, by the kind's place; `nil` where no run of it is unfinished.
    fileprivate private(set) var epochsLeft: [Int?]

    fileprivate init(kinds: Int) { epochsLeft = Array(repeating: nil, count: kinds) }

    /// Runs by state; states without runs are absent.
    var counts: [RunState: Int] {
      let pairs = zip(RunState.allCases, states).filter { $0.1 > 0 }
      return Dictionary(uniqueKeysWithValues: pairs.map { ($0.0, $0.1) })
    }

    fileprivate mutating func add(_ run: Brief) {
      states[run.state] += 1
      seconds += run.seconds
      if run.changed > 0 { changed = max(changed ?? 0, run.changed) }
      if let left = run.epochsLeft { epochsLeft[run.kind] = (epochsLeft[run.kind] ?? 0) + left }
    }
  }

  /// What is added up of a run.
  fileprivate struct Brief {
    var number = -1
    var state = 0
    /// The place of its kind.
    var kind = 0
    /// Epochs that are left; `nil` where it came to its end.
    var epochsLeft: Int?
    var seconds = 0.0
    var changed = 0
  }

  /// What runs have cost, by kind.
  var costs: [KindCost] {
    zip(kinds, spent).filter { $0.1.sequences > 0 && $0.1.seconds > 0 }.map { kind, spent in
      KindCost(kind: kind, seconds: spent.seconds, sequences: spent.sequences)
    }
  }
  private let kinds: [RunKind]
  /// Places of kinds, by number.
  private let places: [Int: Int]
  private var spent: [(seconds: Double, sequences: Int)]
  /// By the sweep's number.
  private var totals: [Int: Total] = [:]
  private let states: StateReader

  /// Reads a store.
  init(_ db: Database, _ states: StateReader) throws {
    self.states = states
    let rows = try KindRows.all(db)
    kinds = rows.map(\.kind)
    places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1.number, $0) })
    spent = Array(repeating: (0, 0), count: rows.count)
    var run = Brief()
    try StoredRow.each(db, sql: Schema.version(of: db) < 2 ? Self.oldRuns : Self.runs) { row in
      // A run of several sweeps comes several times, one after another.
      if row.integer(0) != run.number { run = try brief(row) }
      if !row.isNull(8) { totals[row.integer(8), default: Total(kinds: kinds.count)].add(run) }
    }
  }

  /// The sums of a sweep; `nil` where it has no runs.
  func total(ofSweep number: Int) -> Total? { totals[number] }

  /// Epochs that are left of a sweep's unfinished runs, by kind.
  func epochsLeft(ofSweep number: Int) -> [RunKind: Int] {
    let left = zip(kinds, totals[number]?.epochsLeft ?? [])
    return Dictionary(
      uniqueKeysWithValues: left.compactMap { kind, left in left.map { (kind, $0) } })
  }

  private mutating func brief(_ row: StoredRow) throws -> Brief {
    let state = try states.state(row.text(1), attempts: row.integer(3))
    guard let kind = places[row.integer(2)] else {
      throw StoreError(.damaged, path: states.path, what: "a run is of no known kind")
    }
    let seconds = row.real(5) ?? 0
    try states.check(
      isSound: row.integer(3).isCount && row.integer(4).isCount && row.integer(6).isCount
        && seconds.isDuration)
    spent[kind].seconds += seconds
    spent[kind].sequences += row.integer(6)
    let hasEnded = state == .finished || state == .diverged
    return Brief(
      number: row.integer(0), state: Self.stateNumbers[state] ?? 0, kind: kind,
      epochsLeft: hasEnded ? nil : max(0, kinds[kind].epochs - row.integer(4)), seconds: seconds,
      changed: row.integer(7))
  }

  private static let stateNumbers = Dictionary(
    uniqueKeysWithValues: RunState.allCases.enumerated().map { ($1, $0) })

  private static let runs = """
    SELECT r.number, r.state, r.kind, r.attempts, r.epochs, r.seconds, r.sequences, r.changed_at,
      s.sweep
    FROM runs r INDEXED BY runs_by_state LEFT JOIN sweep_runs s ON s.run = r.number
    """

  private static let oldRuns = """
    SELECT r.number, r.state, \(KindRows.oldNumber), r.attempts, r.epochs, r.seconds, r.sequences,
      (SELECT max(max(started_at, coalesce(ended_at, started_at)))
        FROM attempts WHERE run = r.number),
      s.sweep
    FROM runs r LEFT JOIN sweep_runs s ON s.run = r.number ORDER BY r.number
    """
}

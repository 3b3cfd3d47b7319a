import Experiments
import GRDB

/// Sums over a store's runs, by sweep.
///
/// Two narrow scans, put together here: grouping within SQLite sorts all rows, which takes longer
/// than to read them.
struct SweepTotals {
  /// The sums of one sweep.
  struct Total {
    /// Runs by the place of their state in `RunState.allCases`.
    private var states = [Int](repeating: 0, count: RunState.allCases.count)
    /// Seconds of training.
    private(set) var seconds = 0.0
    /// When an attempt last began or ended.
    private(set) var changed: Int?
    /// Epochs that are left, by kind.
    private(set) var epochsLeft: [RunKind: Int] = [:]

    /// Runs by state; states without runs are absent.
    var counts: [RunState: Int] {
      let pairs = zip(RunState.allCases, states).filter { $0.1 > 0 }
      return Dictionary(uniqueKeysWithValues: pairs.map { ($0.0, $0.1) })
    }

    fileprivate mutating func add(_ run: Brief) {
      states[run.state] += 1
      seconds += run.seconds
      if run.changed > 0 { changed = max(changed ?? 0, run.changed) }
    }

    fileprivate mutating func addLeft(_ epochs: Int, of kind: RunKind) {
      epochsLeft[kind, default: 0] += epochs
    }
  }

  /// What is added up of a run.
  fileprivate struct Brief {
    let state: Int
    /// The place of its kind; -1 where none of it is left to run.
    let kind: Int
    let epochs: Int
    let seconds: Double
    let changed: Int
  }

  /// By the sweep's number.
  private(set) var sweeps: [Int64: Total] = [:]
  /// What runs have cost, by kind.
  var costs: [KindCost] {
    zip(kinds, spent).filter { $0.1.sequences > 0 && $0.1.seconds > 0 }.map { kind, spent in
      KindCost(kind: kind, seconds: spent.seconds, sequences: spent.sequences)
    }
  }
  private var kinds: [RunKind] = []
  private var spent: [(seconds: Double, sequences: Int)] = []
  private var places: [DatabaseValue: Int] = [:]
  private let path: String

  /// Reads a store.
  init(_ db: Database, _ states: StateReader) throws {
    path = states.path
    let runs = try briefs(db, states)
    let rows = try Row.fetchCursor(db, sql: "SELECT sweep, run FROM sweep_runs")
    var (sweep, total) = (Int64(-1), Total())
    while let row = try rows.next() {
      if sweep != row[0] {
        sweeps[sweep] = total
        (sweep, total) = (row[0], sweeps[row[0]] ?? Total())
      }
      if let run = runs[row[1]] { add(run, to: &total) }
    }
    sweeps[sweep] = total
    sweeps[-1] = nil
  }

  private func add(_ run: Brief, to total: inout Total) {
    total.add(run)
    if run.kind >= 0 {
      total.addLeft(max(0, kinds[run.kind].epochs - run.epochs), of: kinds[run.kind])
    }
  }

  private mutating func briefs(
    _ db: Database, _ states: StateReader
  ) throws -> [Int64: Brief] {
    let isOld = try Schema.version(of: db) < 2
    let known = isOld ? [:] : try KindRows.all(db)
    let rows = try Row.fetchCursor(db, sql: isOld ? Self.oldRuns : Self.runs)
    var found: [Int64: Brief] = [:]
    found.reserveCapacity(try Int.fetchOne(db, sql: "SELECT count(*) FROM runs") ?? 0)
    while let row = try rows.next() {
      let state = try states.state(row[1], attempts: row[3])
      let kind = try place(of: row[2], known)
      spent[kind].seconds += row[5]
      spent[kind].sequences += row[6]
      found[row[0]] = Brief(
        state: Self.stateNumbers[state] ?? 0,
        kind: state == .finished || state == .diverged ? -1 : kind, epochs: row[4],
        seconds: row[5], changed: row[7] ?? 0)
    }
    return found
  }

  private mutating func place(
    of kind: DatabaseValue, _ known: [Int64: RunKind]
  ) throws -> Int {
    if let place = places[kind] { return place }
    let text = String.fromDatabaseValue(kind)
    let number = Int64.fromDatabaseValue(kind)
    guard
      let value = try number.flatMap({ known[$0] })
        ?? text.map({ try Stored.decode(RunKind.self, $0) })
    else { throw StoreError(.damaged, path: path, what: "a run is of no known kind") }
    kinds.append(value)
    spent.append((0, 0))
    places[kind] = kinds.count - 1
    return kinds.count - 1
  }

  private static let stateNumbers = Dictionary(
    uniqueKeysWithValues: RunState.allCases.enumerated().map { ($1, $0) })

  private static let runs = """
    SELECT number, state, kind, attempts, epochs, seconds, sequences, changed_at
    FROM runs INDEXED BY runs_by_state
    """

  // Tables of version 1 have kinds only within the configurations.
  private static let oldRuns = """
    SELECT number, state, \(KindRows.kindOfRun), attempts, epochs, seconds, sequences,
      (SELECT max(max(started_at, coalesce(ended_at, started_at)))
        FROM attempts WHERE run = runs.number)
    FROM runs
    """
}

import Experiments
import GRDB

/// Holds what another store has against what this one has; changes nothing.
struct MergePlanner {
  private let source: ResultStore
  private let here: Database
  private let there: Database
  private let mine: [String: Known]
  private let checkpoints: [Int64: [Checkpoint]]
  private let copier: RunCopier
  private var plan = MergePlan()

  private struct Known {
    let number: Int64
    let digest: Int64?
    let isAtEnd: Bool
  }

  init(_ source: ResultStore, here: Database, there: Database) throws {
    (self.source, self.here, self.there) = (source, here, there)
    mine = Dictionary(
      try Self.runs(here).map { ($0.id, $0.known) }, uniquingKeysWith: { first, _ in first })
    checkpoints = try StoredNames.checked(CheckpointRows.all(there))
    copier = RunCopier(from: there, into: here, source.trainers)
  }

  /// The plan.
  consuming func made() throws -> MergePlan {
    let faults = try ResultStore.mismatches(there, source.trainers)
    plan.damaged = faults
    let wrong = Set(faults.compactMap(\.run))
    for (id, known) in try Self.runs(there) where !wrong.contains(id) {
      try add(id, known)
    }
    for name in try String.fetchAll(there, sql: "SELECT name FROM sweeps ORDER BY number") {
      try addSweep(name)
    }
    return plan
  }

  private mutating func add(_ id: String, _ theirs: Known) throws {
    guard theirs.isAtEnd, let digest = theirs.digest else {
      plan.unfinished += 1
      return
    }
    guard copier.shell(of: theirs.number) != nil else {
      return plan.damaged.append(
        DigestMismatch(run: id, what: "its configuration is not the one its id was made of"))
    }
    guard let ours = mine[id], ours.isAtEnd else {
      return plan.taken.append(
        .init(
          id: id, checkpoints: checkpoints[theirs.number] ?? [], number: theirs.number,
          digest: digest))
    }
    if ours.digest == digest { return plan.equal.append(id) }
    plan.conflicts.append(
      try ValueDifference(here: here, there: there)
        .first(id, (here: ours.number, there: theirs.number)))
  }

  private static func runs(_ db: Database) throws -> [(id: String, known: Known)] {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT id, number, digest, state FROM runs ORDER BY number")
    let ends = [RunState.finished, .diverged].map(\.rawValue)
    var found: [(id: String, known: Known)] = []
    while let row = try rows.next() {
      found.append(
        (row[0], Known(number: row[1], digest: row[2], isAtEnd: ends.contains(row[3] as String))))
    }
    return found
  }

  // MARK: - Sweeps

  private mutating func addSweep(_ name: String) throws {
    guard let (record, runs) = try? listed(name) else {
      return plan.damaged.append(
        DigestMismatch(run: nil, what: "sweep \(name): its list of runs cannot be read"))
    }
    let known = try String.fetchOne(
      here, sql: "SELECT spec_sha256 FROM sweeps WHERE name = ?", arguments: [name])
    if let known, known != record.specSHA256 { return plan.otherSpecs.append(name) }
    let answers = try AnswerRows.read(name, there)
    // A search grows: whoever came further has a longer list.
    let ours = try ids(of: name, here)
    let isLonger = known == nil || ours.isStrictSubset(of: Set(runs.map(\.id)))
    let news = try Set(answers).subtracting(AnswerRows.read(name, here))
    if isLonger { plan.sweeps.append(name) }
    guard isLonger || !news.isEmpty else { return }
    plan.lists.append(.init(record: record, runs: isLonger ? runs : [], answers: answers))
  }

  private func ids(of sweep: String, _ db: Database) throws -> Set<String> {
    Set(
      try String.fetchAll(
        db,
        sql: """
          SELECT r.id FROM sweep_runs s JOIN runs r ON r.number = s.run
          JOIN sweeps w ON w.number = s.sweep WHERE w.name = ?
          """, arguments: [sweep]))
  }

  private func listed(_ name: String) throws -> (SweepRecord, [Run]) {
    let (number, record) = try source.sweepRow(name, there)
    var (configurations, uncounted) = (ConfigurationReader(source.trainers), UncountedReader())
    let rows = try Row.fetchCursor(
      there,
      sql: """
        SELECT r.id, s.label, r.configuration, s.folder, \(try Schema.uncounted(there))
        FROM sweep_runs s JOIN runs r ON r.number = s.run WHERE s.sweep = ? ORDER BY s.position
        """, arguments: [number])
    var runs: [Run] = []
    while let row = try rows.next() {
      let run = Run(
        id: row[0], label: row[1], configuration: try configurations.read(row[2] as String),
        folder: row[3], uncounted: try uncounted.read(row[4]))
      try run.check()
      guard run.configuration.id == run.id else {
        throw StoreError(.damaged, path: source.path, what: "run \(run.id)")
      }
      runs.append(run)
    }
    return (record, runs)
  }
}

import Experiments
import Storage

/// What is otherwise than when a sweep of this name was last run.
struct SweepChanges {
  /// What a person should know, a line each.
  let notes: [String]
  /// Whether the sweep's runs were trained on other data.
  let hasOtherData: Bool
  /// What changed of a program's files, a line each.
  let ofProgram: [String]
  private let name: String

  /// - Throws: `StoreError`.
  init(of sweep: PreparedSweep, in store: ResultStore, _ progress: StoredProgress) throws {
    name = sweep.record.name
    guard try store.sweeps().contains(where: { $0.name == sweep.record.name }) else {
      (notes, hasOtherData, ofProgram) = ([], false, [])
      return
    }
    let record = try store.record(of: name)
    let before = record.source
    hasOtherData = Self.isOtherData(before, sweep.record.source)
    ofProgram = Self.command(record, sweep.spec) + Self.changes(before, sweep.record.source)
    let listed = try store.runs(sweep: name)
    let engines = Set(
      listed.compactMap { progress.runs[$0.id]?.configuration["engine"]?.integer })
    notes =
      Self.runs(listed, sweep.plan.runs) + Self.source(before, sweep.record.source, ofProgram)
      + (sweep.data == nil ? [] : Self.engine(engines))
  }

  /// The refusal is about data alone: a program that changed is what people work on.
  private static func isOtherData(_ before: SourceRecord, _ now: SourceRecord) -> Bool {
    switch (before, now) {
    case (.data(let before), .data(let now)): before.fingerprint != now.fingerprint
    case (.data, .program), (.program, .data): true
    case (.program, .program): false
    }
  }

  /// The refusal to mix data.
  var refusal: Failure {
    Failure(
      .input, notes.joined(separator: "\n"), safe: "the stored runs stay as they are",
      next: "name the old data with --data PATH, or --accept-data for new runs beside the old")
  }

  private static func runs(_ before: [RunListing], _ now: [Run]) -> [String] {
    let (old, new) = (Set(before.map(\.id)), Set(now.map(\.id)))
    let added = now.filter { !old.contains($0.id) }.map(\.label)
    let removed = before.filter { !new.contains($0.id) }.map(\.label)
    return [
      added.isEmpty ? nil : "the sweep has new runs: \(list(added))",
      removed.isEmpty
        ? nil : "no longer in the sweep, but kept in the store: \(list(removed))",
    ].compactMap { $0 }
  }

  private static func source(
    _ before: SourceRecord, _ now: SourceRecord, _ changes: [String]
  ) -> [String] {
    switch (before, now) {
    case (.data(let before), .data(let now)):
      guard before.fingerprint != now.fingerprint else { return [] }
      return [
        "the data changed: it was \(before.name) (\(before.fingerprint.prefix(12))), "
          + "now it is \(now.name) (\(now.fingerprint.prefix(12)))"
      ]
    case (.program, .program):
      return changes.isEmpty ? [] : ["its runs are new ones: \(list(changes))"]
    case (.data, .program):
      return ["a program trains now, where it was data of sweep's own trainer"]
    case (.program, .data): return ["sweep's own trainer trains now, where it was a program"]
    }
  }

  private static func command(_ before: SweepRecord, _ now: SweepSpec) -> [String] {
    let spec = try? before.decodedSpec
    guard let old = spec?.program?.command, let new = now.program?.command, old != new else {
      return []
    }
    return ["the command changed"]
  }

  private static func changes(_ before: SourceRecord, _ now: SourceRecord) -> [String] {
    guard case .program(let before) = before, case .program(let now) = now else { return [] }
    return now.changes(since: before)
  }

  private static func engine(_ before: Set<Int>) -> [String] {
    guard !before.isEmpty, before != [Engine.contract] else { return [] }
    let numbers = before.sorted().map(String.init).joined(separator: ", ")
    return [
      "the numeric contract is \(Engine.contract) (\(Engine.instructionSet)); stored runs have "
        + "\(numbers), so none of them is used here"
    ]
  }

  private static func list(_ labels: [String]) -> String {
    let rest = labels.count - 5
    return labels.prefix(5).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}

import Experiments
import Files
import Foundation
import Reports
import Storage

/// What `plan` and `run --dry-run` say; nothing is written.
package struct PlanReport {
  private let prepared: PreparedSweep
  private let planned: PlannedSweep
  private let missing: MissingFiles
  /// What a person should know, a line each.
  package let notes: [String]
  /// Why runs that were never started are new, where something of the program changed.
  private let changes: [String]
  private let slots: Slots
  private let span: TimeSpan?

  /// - Parameter span: A time of which it is said what fits in it.
  package init(
    _ prepared: PreparedSweep, _ places: SavePlaces, rerun: [String], slots: Slots,
    within span: TimeSpan? = nil
  ) throws {
    self.slots = slots
    self.span = span
    let store = places.mayHaveStore ? try places.openForReading() : nil
    defer { try? store?.close() }
    let prepared = try prepared.following(store)
    self.prepared = prepared
    let progress = try store?.progress() ?? StoredProgress(runs: [:])
    planned = try PlannedSweep(prepared, progress, rerun: rerun, slots: slots.count)
    let changes = try store.map { try SweepChanges(of: prepared, in: $0, progress) }
    self.changes = changes?.ofProgram ?? []
    missing = MissingFiles(
      planned.runs, prepared.spec.manifest, progress, in: SafeFolder(places.filesFolder))
    notes = prepared.notes + (changes?.notes ?? []) + [missing.note].compactMap { $0 }
  }

  /// It for other programs.
  package var json: some Encodable {
    PlanJSON(
      prepared, planned, planned.runs.map(reason), notes, within: within, slots: slots.count)
  }

  /// What it is about, and all in all.
  package var summary: [String] {
    ["sweep \(prepared.record.name): \(prepared.record.sourceWords)"]
      + (prepared.plan.search?.stageWords ?? []) + [planned.summary(slots)] + laterWords
      + withinWords
  }

  private var later: LaterStages? { prepared.plan.search.map { LaterStages($0, planned.costs) } }

  /// How long the stages to come take, where a search has some.
  private var laterWords: [String] {
    guard let later, !later.stages.isEmpty else { return [] }
    let list = later.stages.map { "\($0.words) (\($0.runs) run\($0.runs == 1 ? "" : "s"))" }
    let words = "then \(list.joined(separator: ", "))"
    guard later.isKnown else { return ["\(words), time unknown until a run was measured"] }
    return ["\(words): \(DurationText.about(later.range(slots: slots.count)))"]
  }

  private var isTimeKnown: Bool {
    (later?.isKnown ?? true) && planned.isTimeKnown
  }

  private var within: WithinTime? {
    guard let span, isTimeKnown else { return nil }
    let runs = zip(planned.runs, planned.seconds).filter { $0.0.decision.runs }
    return WithinTime(
      span.seconds, runs.map { ($0.run.label, $1) }, later, slots: slots.count)
  }

  private var withinWords: [String] {
    guard let span else { return [] }
    return within?.words(span, slots)
      ?? ["what fits in \(span) is not known until some of its runs were measured"]
  }

  private func reason(_ run: PlannedRun) -> String {
    let isNew = run.decision == .new && !changes.isEmpty
    return [
      isNew
        ? changes.joined(separator: ", ") : run.decision.reason(prepared.spec.manifest.words.step),
      missing.words(for: run.run),
    ].compactMap { $0 }.joined(separator: ", ")
  }

  /// The runs.
  package var table: TextTable {
    TextTable(
      header: ["run", "id", "folder", "would", "reason", "time"],
      rows: zip(planned.runs, planned.seconds).lazy.map { run, seconds in
        [
          run.run.label, String(run.run.id.prefix(12)), run.run.folder,
          run.decision.runs ? "run" : "not run", reason(run),
          run.decision.runs ? DurationText.words(seconds) : "-",
        ]
      }, alignments: [.left, .left, .left, .left, .left, .right],
      fits: [
        .shorten(to: 12), .drop(2), .drop(1), .drop(3), .shorten(to: 12), .whole,
      ])
  }
}

/// A plan for other programs.
private struct PlanJSON: Encodable {
  struct Entry: Encodable {
    let label: String
    let id: String
    let folder: String
    let runs: Bool
    let decision: String
    let reason: String
    let expectedSeconds: Double
  }

  let sweep: String
  /// What a program does not have is left out, and its command is there.
  let data: String?
  let choice: String?
  let fingerprint: String?
  let command: [String]?
  let runs: [Entry]
  let toRun: Int
  let expectedSeconds: Double
  let jobs: Int
  let notes: [String]
  /// What fits in the time that was asked about, where that is known.
  let within: WithinTime?

  init(
    _ prepared: PreparedSweep, _ planned: PlannedSweep, _ reasons: [String], _ notes: [String],
    within: WithinTime?, slots: Int
  ) {
    self.within = within
    sweep = prepared.record.name
    data = prepared.record.dataset?.name
    choice = prepared.record.dataset?.choice
    fingerprint = prepared.record.dataset?.fingerprint
    command = prepared.spec.program?.command
    runs = zip(zip(planned.runs, planned.seconds), reasons).map { planned, reason in
      let (run, seconds) = planned
      return Entry(
        label: run.run.label, id: run.run.id, folder: run.run.folder, runs: run.decision.runs,
        decision: run.decision.name, reason: reason, expectedSeconds: seconds)
    }
    toRun = planned.runs.count { $0.decision.runs }
    expectedSeconds = planned.expectedSeconds(slots: slots)
    jobs = slots
    self.notes = notes
  }
}

import Experiments
import Files
import Foundation
import Reports
import Storage

extension SweepRun {
  /// Removes what is left over, draws what is undrawn and writes the report, however far the sweep
  /// came.
  func finish(
    _ outcome: Outcome, _ place: SavePlace, _ store: ResultStore
  ) async -> Result<SweepResults, any Error> {
    if let error = outcome.halt as? StoreError { return .failure(error) }
    do {
      try store.checkPlaces()
      if settings.cluster == nil || outcome.reason == nil { try putAway(store) }
      let results = try store.results(sweep: name)
      try await tidy(results, Leftovers(place, try store.progress(), live: live), store)
      try ReportFolder(places.reportFolder(name)).write(
        Report.standard.files(of: results), trainers: .own)
      return .success(results)
    } catch {
      return .failure(error)
    }
  }

  private func tidy(
    _ results: SweepResults, _ leftovers: Leftovers, _ store: ResultStore
  ) async throws {
    let figures = FigureWriter(SafeFolder(places.saveFolder), prepared.spec.manifest)
    var collected: [String] = []
    for run in results.runs where run.state == .finished || run.state == .diverged {
      if leftovers.remove(of: run.run) { collected.append(run.run.id) }
      await figures.complete(run, groundTruth: results.groundTruth)
    }
    try store.forgetJournals(of: collected)
    for complaint in await figures.complaints { voice.warn("warning: \(complaint)") }
  }

  /// Says what came out; the store is not needed any more.
  ///
  /// - Throws: ``Failure``, ``Halt``, `StoreError` where not every run came to its end, or the
  ///   report could not be written.
  func conclude(
    _ outcome: Outcome, _ written: Result<SweepResults, any Error>
  ) throws {
    if case .success(let results) = written { say(results) }
    let saved = (try? written.get()).map(SavedWork.init)
    if let halt = outcome.halt { throw Halt(error: halt, saved: saved) }
    // A store that is damaged or gone keeps nothing of what the words below promise.
    if case .failure(let error as StoreError) = written { throw error }
    if settings.cluster != nil, let reason = outcome.reason {
      if let failure = reason.detachment(saved, sweep: name) { throw failure }
      return
    }
    if let failure = outcome.reason?.failure(saved, hasMore: outcome.hasMore) { throw failure }
    if let obstacle = outcome.obstacle { throw obstacle }
    let failed = try written.get().runs.filter { $0.state == .failed }
    let problems =
      failed.map { "run \($0.run.label) failed: \($0.failure ?? "unknown")" } + outcome.conflicts
    if problems.isEmpty, let saved, !saved.isComplete {
      throw Failure(
        exitCode: Failure.Code.stoppedEarly.rawValue, "\(saved.left)", safe: saved.words,
        next: "the same command again")
    }
    guard problems.isEmpty else {
      throw Failure(
        .runsFailed, problems.joined(separator: "\n"),
        safe: "all other runs are recorded, and failed ones up to their last checkpoint",
        next: "sweep logs \(failed.first?.run.label ?? "LABEL"), then the same command again")
    }
    voice.say("next: sweep best \(name), or open \(page)")
  }

  private var page: String { "\(places.reportFolder(name).relativePath)/report.html" }

  private func say(_ results: SweepResults) {
    voice.results(results)
    voice.say("report: \(places.reportFolder(name).relativePath)/report.md")
  }
}

import Experiments
import Files
import Foundation
import Reports
import Scheduling
import Storage

/// Runs what is missing of a prepared sweep, from opening the store to the report.
struct SweepRun {
  let prepared: PreparedSweep
  let places: StoreOptions
  let options: RunOptions
  let output: OutputOptions
  /// When it is to stop gently; `nil` for never.
  var deadline: Deadline?

  /// Runs; returns only where every run came to its end.
  ///
  /// - Parameter watch: The signals that ask to stop.
  /// - Throws: ``Failure`` and whatever the targets throw.
  func carryOut(_ watch: SignalWatch) async throws {
    let store = try ResultStore.openForWriting(places.storePath, spec: name) { Date() }
    let outcome: Outcome
    let written: Result<SweepResults, any Error>
    do {
      let (planned, place) = try register(in: store)
      outcome = await run(planned, place, store, watch)
      written = await finish(outcome, place, store)
    } catch {
      try? store.close()
      throw error
    }
    try? store.close()
    try conclude(outcome, written)
  }

  private func register(in store: ResultStore) throws -> (PlannedSweep, SavePlace) {
    let changes = try SweepChanges(of: prepared, in: store, store.progress())
    if changes.hasOtherData && !options.acceptData { throw changes.refusal }
    try SafeFolder(places.saveFolder).make()
    store.watch(folder: places.saveFolder)
    let folders = try RunFolders(places.saveFolder, store)
    let planned = try PlannedSweep(
      prepared, folders.progress, rerun: options.reruns, slots: options.slots.count)
    announce(
      planned, changes, MissingFiles(planned.runs, folders.progress, in: folders.place.files))
    try store.register(
      prepared.record, runs: prepared.plan.runs, continuing: planned.continuing)
    return (try folders.prepare(planned), folders.place)
  }

  private var name: String { prepared.record.name }

  private typealias Outcome = (halt: (any Error)?, reason: StopReason?, conflicts: [String])

  private func run(
    _ planned: PlannedSweep, _ place: SavePlace, _ store: ResultStore, _ watch: SignalWatch
  ) async -> Outcome {
    let remaining = planned.runs.filter(\.decision.runs)
    let jobs = planned.jobs(
      source: prepared.source(silence: options.silence), place, valuesOnly: options.valuesOnly)
    guard !jobs.isEmpty else { return (nil, nil, []) }
    let figures = FigureWriter(place.files)
    for run in remaining { await figures.clear(run) }
    let scheduler = scheduler()
    watch.whenSuspended(scheduler.suspend)
    let conductor = SweepConductor(
      Recorder(store, place, planned: remaining, now: Clock.seconds()), figures, store,
      scheduler, sweep: name,
      draws: !options.valuesOnly && prepared.spec.manifest.words.drawings != nil,
      view: view(jobs, planned.costs),
      deadline: deadline)
    let listener = Task.detached {
      for await signal in watch.signals { await conductor.stop(by: .signal(signal)) }
    }
    let halt = await conductor.carryOut(jobs)
    listener.cancel()
    for complaint in await figures.complaints { Console.say("warning: \(complaint)") }
    return (halt, await conductor.reason, await conductor.conflicts)
  }

  private func scheduler() -> Scheduler {
    let executor = WorkerProcessExecutor(
      Product.worker, timeout: options.silence, lastWords: LastWords.of,
      receive: CheckpointPublisher.receive
    ) { line in Console.say("worker: \(line)") }
    return Scheduler(slots: options.slots.count, executor: executor, policy: options.policy)
  }

  private func view(_ jobs: [Job], _ costs: CostModel) -> any ProgressView {
    if output.quiet { return QuietProgress() }
    let tally = Tally(jobs, costs, prepared.spec.manifest, slots: options.slots.count)
    return Console.isInteractive
      ? LiveProgress(tally, usesColor: output.usesColor)
      : PlainProgress(tally, isVerbose: output.verbose)
  }

  private func announce(
    _ planned: PlannedSweep, _ changes: SweepChanges, _ missing: MissingFiles
  ) {
    output.say("sweep \(name): \(prepared.record.sourceWords)")
    for note in planned.losses { output.sayLoss("note: \(note)") }
    for note in prepared.notes + changes.notes { output.say("note: \(note)") }
    if let note = missing.note, !options.valuesOnly { output.say("note: \(note)") }
    output.say(planned.summary(options.slots))
  }
}

extension SweepRun {
  /// Removes what is left over, draws what is undrawn and writes the report, however far the sweep
  /// came.
  private func finish(
    _ outcome: Outcome, _ place: SavePlace, _ store: ResultStore
  ) async -> Result<SweepResults, any Error> {
    if let error = outcome.halt as? StoreError { return .failure(error) }
    do {
      try store.checkPlaces()
      let results = try store.results(sweep: name)
      await tidy(results, Leftovers(place, try store.progress()))
      try ReportFolder(places.reportFolder(name)).write(Report.standard.files(of: results))
      return .success(results)
    } catch {
      return .failure(error)
    }
  }

  private func tidy(_ results: SweepResults, _ leftovers: Leftovers) async {
    let figures = FigureWriter(SafeFolder(places.saveFolder))
    for run in results.runs where run.state == .finished || run.state == .diverged {
      leftovers.remove(of: run.run)
      await figures.complete(run, groundTruth: results.groundTruth)
    }
    for complaint in await figures.complaints { Console.say("warning: \(complaint)") }
  }

  private func conclude(
    _ outcome: Outcome, _ written: Result<SweepResults, any Error>
  ) throws {
    if case .success(let results) = written { sayResults(results) }
    let saved = (try? written.get()).map(SavedWork.init)
    if let halt = outcome.halt { throw Halt(halt, saved) }
    // A store that is damaged or gone keeps nothing of what the words below promise.
    if case .failure(let error as StoreError) = written { throw error }
    if let failure = outcome.reason?.failure(saved) { throw failure }
    let failed = try written.get().runs.filter { $0.state == .failed }
    let problems =
      failed.map { "run \($0.run.label) failed: \($0.failure ?? "unknown")" } + outcome.conflicts
    guard problems.isEmpty else {
      throw Failure(
        .runsFailed, problems.joined(separator: "\n"),
        safe: "all other runs are recorded, and failed ones up to their last checkpoint",
        next: "sweep logs \(failed.first?.run.label ?? "LABEL"), then the same command again")
    }
  }

  private func sayResults(_ results: SweepResults) {
    if output.json {
      Console.data(Export.jsonLines(results))
    } else if !output.quiet {
      Console.data(ResultsTable(results).text)
    }
    output.say("report: \(places.reportFolder(name).relativePath)/report.md")
  }
}

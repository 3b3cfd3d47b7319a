import Cluster
import Experiments
import Files
import Foundation
import Reports
import Scheduling
import Storage

/// Runs what is missing of a prepared sweep, from opening the store to the report.
///
/// Each step takes the open store, so that several plans of one sweep can be run one after another
/// while it is held.
package struct SweepRun {
  let prepared: PreparedSweep
  let places: SavePlaces
  let settings: RunSettings
  let voice: Voice

  package init(
    _ prepared: PreparedSweep, _ places: SavePlaces, _ settings: RunSettings, _ voice: Voice
  ) {
    self.prepared = prepared
    self.places = places
    self.settings = settings
    self.voice = voice
  }

  /// A plan whose runs are registered and have their folders.
  struct Registered {
    let planned: PlannedSweep
    let place: SavePlace
  }

  /// What came of running.
  struct Outcome {
    /// What stopped it though nobody had asked for that.
    var halt: (any Error)?
    /// Who asked it to stop.
    var reason: StopReason?
    /// Values that came out otherwise than before.
    var conflicts: [String] = []
    /// Why a search cannot go on, and what to do.
    var obstacle: Failure?
    /// Whether a search goes on after the runs that there are.
    var hasMore = false

    /// Whether nothing keeps the sweep from going on.
    var isUndisturbed: Bool { halt == nil && reason == nil && obstacle == nil }

    /// Takes in what came of the next round.
    mutating func add(_ next: Outcome) {
      (halt, reason) = (next.halt, next.reason)
      conflicts += next.conflicts
    }

    /// Notes where the time is over: no further round is begun then.
    mutating func stop(at deadline: Deadline?) {
      guard reason == nil, let deadline, deadline.isOver(at: Clock.seconds()) else { return }
      reason = .timeIsOver(deadline.span)
    }
  }

  /// Runs; returns only where every run came to its end.
  ///
  /// - Parameter watch: The signals that ask to stop.
  /// - Throws: ``Failure``, ``Halt`` and whatever the targets throw.
  package func carryOut(_ watch: SignalWatch) async throws {
    let store = try open()
    let (outcome, written): (Outcome, Result<SweepResults, any Error>)
    do {
      (outcome, written) = try await runRounds(store, watch)
    } catch {
      try? store.close()
      throw error
    }
    try? store.close()
    try conclude(outcome, written)
  }

  /// Runs what there is to run, as often as more follows from what came out.
  private func runRounds(
    _ store: ResultStore, _ watch: SignalWatch
  ) async throws -> (Outcome, Result<SweepResults, any Error>) {
    let conflicts = try collect(in: store)
    var round = try self.with(prepared.following(store))
    var registered = try round.register(in: store)
    var outcome = Outcome(conflicts: conflicts)
    outcome.add(await round.run(registered, store, watch))
    if prepared.spec.isSearched { outcome.stop(at: settings.deadline) }
    while outcome.isUndisturbed, let next = try await round.next(&outcome, store, watch) {
      round = next
      registered = try round.register(in: store, isFirst: false)
      outcome.add(await round.run(registered, store, watch))
      outcome.stop(at: settings.deadline)
    }
    if outcome.reason != nil, outcome.halt == nil { outcome.hasMore = try round.hasMore(store) }
    return (outcome, await round.finish(outcome, registered.place, store))
  }

  /// The same sweep with another plan.
  func with(_ prepared: PreparedSweep) -> SweepRun {
    SweepRun(prepared, places, settings, voice)
  }

  package var name: String { prepared.record.name }
}

extension SweepRun {
  /// Opens the store; whoever opens it closes it.
  ///
  /// - Throws: `StoreError`.
  func open() throws -> ResultStore {
    try ResultStore.openForWriting(places.storePath, spec: name, trainers: .own) { Date() }
  }

  /// Holds the plan against the store, says what is to be done, and makes everything ready for it.
  ///
  /// - Throws: ``Failure`` where the data is other data than before; `StoreError`, `FileError`,
  ///   `SpecError`.
  func register(in store: ResultStore, isFirst: Bool = true) throws -> Registered {
    // The rounds after the first are of this command's own making.
    let changes =
      isFirst ? try SweepChanges(of: prepared, in: store, store.progress()) : nil
    if let changes, changes.hasOtherData && !settings.acceptsOtherData { throw changes.refusal }
    try SafeFolder(places.saveFolder).make()
    store.watch(folder: places.saveFolder)
    let folders = try RunFolders(places.saveFolder, store)
    let planned = try PlannedSweep(
      prepared, folders.progress, rerun: settings.reruns, slots: settings.slots.count)
    if let changes {
      announce(
        planned, changes,
        MissingFiles(
          planned.runs, prepared.spec.manifest, folders.progress, in: folders.place.files))
      if let note = ResultsAtHand.note(
        prepared.plan, folders.progress, in: places.reportFolder(name))
      {
        voice.say("note: \(note)")
      }
    }
    sayStage(planned)
    try store.register(
      prepared.record, runs: prepared.plan.runs, continuing: planned.continuing)
    return Registered(planned: try folders.prepare(planned, live: live), place: folders.place)
  }

  private func announce(
    _ planned: PlannedSweep, _ changes: SweepChanges, _ missing: MissingFiles
  ) {
    voice.say("sweep \(name): \(prepared.record.sourceWords)")
    for note in planned.losses { voice.warn("note: \(note)") }
    for note in prepared.notes + changes.notes { voice.say("note: \(note)") }
    if let note = missing.note, !settings.valuesOnly { voice.say("note: \(note)") }
  }

  private func sayStage(_ planned: PlannedSweep) {
    for line in prepared.plan.search?.stageWords ?? [] { voice.say(line) }
    voice.say(planned.summary(settings.slots))
  }

  /// Runs what is to be run; whatever stops it is part of what comes of it.
  func run(
    _ registered: Registered, _ store: ResultStore, _ watch: SignalWatch
  ) async -> Outcome {
    let (planned, place) = (registered.planned, registered.place)
    let remaining = planned.runs.filter(\.decision.runs)
    let jobs = planned.jobs(
      source: prepared.source(silence: settings.silence), place, valuesOnly: settings.valuesOnly)
    guard !jobs.isEmpty else { return Outcome() }
    let figures = FigureWriter(place.files, prepared.spec.manifest)
    for run in remaining { await figures.clear(run) }
    let executor: any Executor
    do {
      executor = try self.executor(jobs, planned, place, store)
    } catch {
      return Outcome(halt: error)
    }
    let elsewhere = executor as? ClusterExecutor
    let scheduler = Scheduler(
      slots: elsewhere == nil ? settings.slots.count : jobs.count, executor: executor,
      policy: settings.policy)
    let view = view(jobs, planned)
    watch.whenSuspended { isStopping in
      view.suspend(isStopping)
      scheduler.suspend(isStopping)
    }
    let conductor = SweepConductor(
      Recorder(
        store, place, prepared.spec.manifest, planned: remaining, now: Clock.seconds()), figures,
      store,
      scheduler, sweep: name,
      draws: !settings.valuesOnly && prepared.spec.manifest.words.drawings != nil,
      view: view,
      deadline: settings.deadline,
      elsewhere: elsewhere.map {
        Elsewhere(executor: $0, jobs: jobs.count, detaches: settings.cluster?.detaches == true)
      })
    watch.whenAsked { signal in
      Task.detached { await conductor.stop(by: .signal(signal)) }
    }
    let halt = await conductor.carryOut(jobs)
    watch.whenAsked(nil)
    for complaint in await figures.complaints { voice.warn("warning: \(complaint)") }
    return Outcome(
      halt: elsewhere?.failure ?? halt, reason: await conductor.reason,
      conflicts: await conductor.conflicts)
  }

  private func executor(
    _ jobs: [Job], _ planned: PlannedSweep, _ place: SavePlace, _ store: ResultStore
  ) throws -> any Executor {
    if let cluster = settings.cluster {
      return try executor(cluster, jobs, isTimeKnown: planned.isTimeKnown, place, store)
    }
    return WorkerProcessExecutor(
      settings.worker, timeout: settings.silence, lastWords: LastWords.of,
      receive: CheckpointPublisher.receive
    ) { [voice] line in voice.warn("worker: \(line)") }
  }

  private func view(_ jobs: [Job], _ planned: PlannedSweep) -> any ProgressView {
    voice.view(
      Tally(jobs, planned.costs, prepared.spec.manifest, slots: settings.slots.count),
      BoardTitle(
        sweep: name, settled: planned.runs.count { !$0.decision.runs },
        stage: prepared.plan.search?.stageWords.last))
  }
}

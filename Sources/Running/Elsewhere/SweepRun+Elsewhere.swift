import Cluster
import Experiments
import Scheduling
import Storage

extension SweepRun {
  /// Takes what was left on other machines into the store, and sees to it that a sweep whose runs may
  /// go on there is not begun here too.
  ///
  /// - Returns: Values that came out otherwise than before.
  /// - Throws: ``Failure``, `StoreError`, `FileError`.
  func collect(in store: ResultStore) throws -> [String] {
    let place = SavePlace.found(places.saveFolder, for: store.path)
    let collector = JournalCollector(store, place, sweep: name, prepared.spec.manifest)
    let conflicts = try collector.collect()
    let elsewhere = try left(collector.open.runs, store)
    guard settings.cluster == nil, !elsewhere.isEmpty else { return conflicts }
    let count = elsewhere.count
    throw Failure(
      .storeUnusable,
      "\(count) run\(count == 1 ? "" : "s") of sweep \(name) may be going on on other machines",
      safe: "what they have done so far was collected; nothing was started here",
      next: "sweep run \(name) --profile FILE to go on with them, or sweep stop \(name) --profile "
        + "FILE to end them")
  }

  /// Those of some runs that have not come to their end.
  private func left(_ runs: Set<String>, _ store: ResultStore) throws -> Set<String> {
    guard !runs.isEmpty else { return [] }
    let progress = try store.progress()
    return runs.filter { id in
      guard let state = progress.runs[id]?.state else { return false }
      return ![.finished, .diverged, .failed].contains(state)
    }
  }

  /// Runs that may be going on on other machines, by their ids.
  var live: Set<String> {
    OpenSubmissions(places.saveFolder, sweep: name, removesIncomplete: false).runs
  }

  /// The executor that takes jobs to other machines.
  ///
  /// - Throws: ``ClusterError``, `StoreError`, `FileError`.
  func executor(
    _ use: ClusterUse, _ jobs: [Job], isTimeKnown: Bool, _ place: SavePlace, _ store: ResultStore
  ) throws -> ClusterExecutor {
    let seconds = Dictionary(
      jobs.map { ($0.assignment.run.id, $0.expectedSeconds) }, uniquingKeysWith: { $1 })
    let manifest = prepared.spec.manifest
    return try ClusterExecutor(
      use.engine,
      ClusterSettings(
        sweep: name, saveFolder: place.files.path,
        program: try ProgramCopy.make(in: place.files.path), commit: use.commit,
        needs: TaskNeeds(prepared.spec.program?.limits), taskSeconds: use.taskSeconds,
        maxTasks: use.maxTasks, atATime: use.atATime, lookSeconds: use.lookSeconds,
        silence: settings.silence, runs: Set(seconds.keys), marks: try store.journalMarks(),
        kept: { manifest.keptStates(of: $0) },
        expected: { isTimeKnown ? seconds[$0] : nil },
        receive: CheckpointPublisher.receiveIfThere,
        say: { [voice] in voice.say($0) }))
  }
}

extension TaskNeeds {
  /// What a program's spec limits it to.
  init(_ limits: ProgramSpec.Limits?) {
    self.init(
      threads: limits?.threads ?? 1, memory: limits?.memory, gpus: limits?.gpus ?? 0)
  }
}

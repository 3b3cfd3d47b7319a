import Experiments
import Files
import Foundation
import Scheduling
import Synchronization

/// Trains runs again, elsewhere, and compares what comes out with what is stored.
package struct RunVerifier {
  /// What came of one run.
  package struct Answer: Encodable {
    package let label: String
    package let id: String
    /// How many of each were compared.
    package let values: Int
    package let reconstructions: Int
    package let checkpoints: Int
    /// In what it differed; empty where it is attested.
    package let differences: [String]
    package var isAttested: Bool { differences.isEmpty }
  }

  /// What was heard of a run trained again.
  private struct Heard {
    var metrics: [Int: [Metric]] = [:]
    var reconstructions: [Int: Panels] = [:]
    /// By their states.
    var checkpoints: [String: Checkpoint] = [:]
    var end: RunEnd?
  }

  let worker: WorkerCommand
  let source: TrainingSource
  /// What the runs' trainer declares.
  let manifest: Manifest
  let slots: Int
  /// Where the runs' own files are; `nil` where only what is recorded is compared.
  let stored: SafeFolder?
  /// Told what workers say that is no message; a line.
  let warn: @Sendable (String) -> Void

  package init(
    worker: WorkerCommand, source: TrainingSource, manifest: Manifest, slots: Int,
    stored: SafeFolder?,
    warn: @escaping @Sendable (String) -> Void
  ) {
    self.worker = worker
    self.source = source
    self.manifest = manifest
    self.slots = slots
    self.stored = stored
    self.warn = warn
  }

  /// Trains and compares.
  ///
  /// - Throws: ``Failure`` where it was stopped by a signal; `SchedulingError`.
  package func verify(_ runs: [RunResult], _ watch: SignalWatch) async throws -> [Answer] {
    try checkSource(of: runs)
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "sweep-verify-\(UUID().uuidString)")
    try SafeFolder(folder.path).make()
    defer { try? FileManager.default.removeItem(at: folder) }
    let heard = try await train(
      runs.map { job($0, in: folder.path) }, SafeFolder(folder.path), watch)
    return runs.map { compare($0, heard[$0.run.id] ?? Heard()) }
  }

  private func job(_ result: RunResult, in folder: String) -> Job {
    let assignment = Assignment(
      run: result.run, attempt: 1, source: source, saveFolder: folder,
      home: RunHome(of: result.run.id, in: "runs").path, checkpoints: [])
    return Job(assignment, expectedSeconds: result.seconds)
  }

  private func train(
    _ jobs: [Job], _ folder: SafeFolder, _ watch: SignalWatch
  ) async throws -> [String: Heard] {
    let executor = WorkerProcessExecutor(worker) { [warn] in warn("worker: \($0)") }
    let scheduler = Scheduler(slots: max(1, slots), executor: executor)
    watch.whenSuspended(scheduler.suspend)
    let stopped = Mutex<Signal?>(nil)
    watch.whenAsked { signal in
      stopped.withLock { $0 = $0 ?? signal }
      scheduler.stop(.now)
    }
    var heard: [String: Heard] = [:]
    for try await event in scheduler.events(of: jobs) {
      Self.note(event.event, in: &heard[event.run.id, default: Heard()])
      if case .checkpoint(let checkpoint) = event.event { folder.remove(checkpoint.file) }
    }
    watch.cancel()
    if let signal = stopped.withLock({ $0 }) {
      throw Failure(
        exitCode: signal.exitCode, "stopped by a signal", safe: "nothing was changed",
        next: "the same command again")
    }
    return heard
  }

  private static func note(_ event: RunEvent, in heard: inout Heard) {
    switch event {
    case .started: heard = Heard()
    case .metrics(let epoch, let metrics): heard.metrics[epoch, default: []] += metrics
    case .checkpoint(let checkpoint): heard.checkpoints[checkpoint.state] = checkpoint
    case .ended(let end): heard.end = end
    case .reconstruction(let epoch, let panels): heard.reconstructions[epoch] = panels
    case .progress, .groundTruth, .artifact, .obsolete, .warning, .cost: break
    }
  }

  private func compare(_ result: RunResult, _ heard: Heard) -> Answer {
    let differences =
      Self.difference(of: heard.end, from: result) + Self.values(result, heard)
      + Self.reconstructions(result, heard) + checkpoints(result, heard)
    return Answer(
      label: result.run.label, id: result.run.id,
      values: result.metrics.map(\.metrics.count).reduce(0, +),
      reconstructions: result.reconstructions.count, checkpoints: result.checkpoints.count,
      differences: Array(differences.prefix(5)))
  }

  private static func difference(of end: RunEnd?, from result: RunResult) -> [String] {
    switch (end, result.state) {
    case (.finished?, .finished): []
    case (.diverged(let epoch, _, _)?, .diverged) where epoch == result.metrics.last?.epoch: []
    default:
      [
        end?.words(isProgram: result.run.configuration["program.command"] != nil) ?? "did not run"
      ]
    }
  }

  private static func values(_ result: RunResult, _ heard: Heard) -> [String] {
    result.metrics.flatMap { entry in
      let again = Set(heard.metrics[entry.epoch] ?? [])
      return entry.metrics.filter { !again.contains($0) }.map {
        "\($0.name.rawValue) of epoch \(entry.epoch)"
      }
    }
  }

  // As lines, which are equal only where all bits are: NaN is no number that equals itself.
  private static func reconstructions(_ result: RunResult, _ heard: Heard) -> [String] {
    result.reconstructions.filter { state in
      (try? JSONLines.encode(heard.reconstructions[state.epoch]))
        != (try? JSONLines.encode(state.panels))
    }.map { "the reconstruction of epoch \($0.epoch)" }
  }

  /// A checkpoint that is made again must have the recorded digest, and so must its file if it is
  /// still there. Those of figure epochs are always made; others also depend on when a run stopped.
  private func checkpoints(_ result: RunResult, _ heard: Heard) -> [String] {
    let figures = manifest.keptStates(of: result.run.configuration)
    return result.checkpoints.filter { checkpoint in
      let isSure = checkpoint.batch == 0 && figures.contains(checkpoint.epoch)
      let again = heard.checkpoints[checkpoint.state].map { $0.sha256 == checkpoint.sha256 }
      let file = try? stored?.read(checkpoint.file, most: checkpoint.bytes)
      return !(again ?? !isSure) || !(file.map(checkpoint.matches) ?? true)
    }.map(\.file)
  }
}

extension Checkpoint {
  /// Its state, whatever its file is called.
  fileprivate var state: String { "\(epoch), \(batch)" }
}

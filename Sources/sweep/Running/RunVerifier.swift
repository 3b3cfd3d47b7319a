import Experiments
import Foundation
import Scheduling

/// Trains runs again, elsewhere, and compares what comes out with what is stored.
struct RunVerifier {
  /// What came of one run.
  struct Answer: Encodable {
    let label: String
    let id: String
    /// Values and checkpoints compared.
    let values: Int
    let checkpoints: Int
    /// In what it differed; empty where it is attested.
    let differences: [String]
    var isAttested: Bool { differences.isEmpty }
  }

  /// What was heard of a run trained again.
  private struct Heard {
    var metrics: [Int: [Metric]] = [:]
    var checkpoints: [String: Checkpoint] = [:]
    var end: RunEnd?
  }

  let source: DataSource
  let slots: Int

  /// Trains and compares.
  ///
  /// - Throws: ``Failure`` where it was stopped by a signal; `SchedulingError`.
  func verify(_ runs: [RunResult], _ watch: SignalWatch) async throws -> [Answer] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "sweep-verify-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let heard = try await train(
      runs.map { job($0, in: folder.path) }, SaveFolder(path: folder.path), watch)
    return runs.map { Self.compare($0, heard[$0.run.id] ?? Heard()) }
  }

  private func job(_ result: RunResult, in folder: String) -> Job {
    let assignment = Assignment(
      run: result.run, attempt: 1, source: source, saveFolder: folder, checkpoints: [])
    return Job(assignment, expectedSeconds: result.seconds)
  }

  private func train(
    _ jobs: [Job], _ folder: SaveFolder, _ watch: SignalWatch
  ) async throws -> [String: Heard] {
    let command = WorkerCommand(Product.executable ?? CommandLine.arguments[0], ["worker"])
    let executor = WorkerProcessExecutor(command) { Console.say("worker: \($0)") }
    let scheduler = Scheduler(slots: max(1, slots), executor: executor)
    let listener = Task.detached {
      for await signal in watch.signals {
        scheduler.stop(.now)
        return Optional(signal)
      }
      return nil
    }
    var heard: [String: Heard] = [:]
    for try await event in scheduler.events(of: jobs) {
      Self.note(event.event, in: &heard[event.run.id, default: Heard()])
      if case .checkpoint(_, let removed) = event.event { removed.forEach(folder.remove) }
    }
    watch.cancel()
    if let signal = await listener.value {
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
    case .checkpoint(let checkpoint, _): heard.checkpoints[checkpoint.file] = checkpoint
    case .ended(let end): heard.end = end
    case .progress, .groundTruth, .reconstruction, .warning, .cost: break
    }
  }

  private static func compare(_ stored: RunResult, _ heard: Heard) -> Answer {
    var differences: [String] = []
    if case .finished? = heard.end {
    } else {
      differences.append(heard.end?.words ?? "did not run")
    }
    for entry in stored.metrics where differences.count < 5 {
      let again = heard.metrics[entry.epoch] ?? []
      for metric in entry.metrics where !again.contains(metric) {
        differences.append("\(metric.name.rawValue) of epoch \(entry.epoch)")
      }
    }
    let shared = stored.checkpoints.filter { heard.checkpoints[$0.file] != nil }
    for checkpoint in shared where heard.checkpoints[checkpoint.file] != checkpoint {
      differences.append(checkpoint.file)
    }
    return Answer(
      label: stored.run.label, id: stored.run.id,
      values: stored.metrics.map(\.metrics.count).reduce(0, +), checkpoints: shared.count,
      differences: differences)
  }
}

import Experiments
import Files
import Foundation
import Letters
import Scheduling
import Synchronization
import TestSupport

@testable import Cluster

/// A save folder with runs that nobody trains: tests write their journals by hand.
final class Scene: Sendable {
  private let folder: TemporaryFolder
  let engine = ScriptedEngine()
  var saveFolder: String { folder.path }

  init() throws { folder = try TemporaryFolder() }

  var files: SafeFolder { SafeFolder(folder.path) }

  func assignment(_ id: Int, attempt: Int = 1) -> Assignment {
    let name = String(format: "%032x", id)
    let configuration = Configuration(
      variant: Variant(.cnn), seed: id, model: ModelSettings(latent: 64, hidden: nil),
      train: TrainSettings(
        epochs: 10, batchSize: 64, learningRate: 0.0005, shuffle: true, figureEpochs: [10],
        evaluateEvery: 10), dataset: DatasetIdentity(fingerprint: "0", splitSeed: 0), engine: 1)
    return Assignment(
      run: Run(
        id: name, label: "run\(id)", configuration: configuration, folder: "r/\(id)",
        uncounted: ParameterValues([])), attempt: attempt,
      source: .data(.synthetic(sequences: 1, seed: 0)), saveFolder: saveFolder,
      home: "runs/\(name)", checkpoints: [])
  }

  /// The loop of an executor; it asks the engine at every turn, and gathers no time.
  ///
  /// - Parameter runs: How many runs will be attempted.
  func loop(
    runs: Int = 0, marks: [String: JournalMark] = [:], maxTasks: Int = 1000
  ) -> ClusterLoop {
    let ids = Set((0..<runs).map { assignment($0).run.id })
    return ClusterLoop(engine, settings(ids, marks, maxTasks))
  }

  private func settings(
    _ runs: Set<String>, _ marks: [String: JournalMark], _ maxTasks: Int
  ) -> ClusterSettings {
    ClusterSettings(
      sweep: "s", saveFolder: saveFolder, program: "/bin/sweep", commit: "c", needs: TaskNeeds(),
      taskSeconds: 60, maxTasks: maxTasks, atATime: 4, lookSeconds: 0, silence: 600, runs: runs,
      marks: marks,
      kept: { _ in [10] }, expected: { _ in 30 }, receive: { event, _ in event },
      say: { [said] in said.add($0) })
  }

  /// What people were told.
  let said = Said()

  /// The submissions whose folders are there.
  var submissions: [SubmissionFolder.Record] {
    OpenSubmissions(saveFolder, sweep: "s").all.map(\.record)
  }

  func folder(_ record: SubmissionFolder.Record) -> SubmissionFolder {
    SubmissionFolder(saveFolder, sweep: "s", token: record.token)
  }

  /// A journal of the next attempt at a run, as a task's machine would begin it.
  func journal(_ assignment: Assignment) throws -> JournalWriter {
    try JournalWriter(
      files, RunHome(path: assignment.home), run: assignment.run.id, least: assignment.attempt,
      host: "n1")
  }
}

/// Words, in order.
final class Said: Sendable {
  private let words = Mutex<[String]>([])
  var all: [String] { words.withLock { $0 } }
  func add(_ text: String) { words.withLock { $0.append(text) } }
}

/// A scheduler without machines: it keeps what it is given, and says what it is told to.
final class ScriptedEngine: TaskEngine {
  struct State: Sendable {
    var submitted: [Submission] = []
    var cancelled: [String] = []
    /// What it says of its tasks; `nil` for all that were submitted, waiting.
    var queue: [QueuedTask]?
    var refusal: ClusterError?
    var isUnreachable = false
    var looks = 0
  }

  let state = Mutex(State())

  func submit(_ submission: Submission) throws(ClusterError) -> String {
    let refusal = state.withLock { state in
      state.submitted.append(submission)
      return state.refusal
    }
    if let refusal { throw refusal }
    return "7"
  }

  func tasks(ofSweep sweep: String) throws(ClusterError) -> [QueuedTask] {
    let (queue, isUnreachable) = state.withLock { state in
      state.looks += 1
      return (state.queue ?? state.submitted.flatMap(\.queued), state.isUnreachable)
    }
    if isUnreachable { throw ClusterError(.unreachable, "squeue does not answer") }
    return queue
  }

  func cancel(_ submission: Submission) throws(ClusterError) {
    state.withLock { $0.cancelled.append(submission.token) }
  }
}

extension Submission {
  /// Its tasks as a scheduler has them that has begun none.
  var queued: [QueuedTask] {
    (0..<taskCount).map {
      QueuedTask(token: token, index: $0, isRunning: false, place: nil, state: "PENDING")
    }
  }
}

/// Events with nothing in them that matters.
enum Say {
  static let started = RunEvent.started(
    epoch: 0, batch: 0,
    environment: Environment(
      version: "0", commit: "unknown", instructionSet: "portable", processor: "p", cores: 1,
      host: "h", system: "s"))
  static func loss(_ epoch: Int) -> RunEvent { .metrics(epoch: epoch, [Metric(.trainLoss, 1)]) }
  static let finished = RunEvent.ended(.finished(seconds: 1, sequences: 2))
  static let interrupted = RunEvent.ended(.interrupted(seconds: 1, sequences: 2))
  static func checkpoint(_ file: String, _ epoch: Int) -> RunEvent {
    .checkpoint(Checkpoint(epoch: epoch, batch: 0, file: file, sha256: "0", bytes: 1))
  }
}

/// An attempt, and what has been said of it.
final class Heard: Sendable {
  private let events = Mutex<[AttemptEvent]>([])
  let output: AsyncStream<AttemptEvent>.Continuation
  private let stream: AsyncStream<AttemptEvent>

  init() { (stream, output) = AsyncStream.makeStream(of: AttemptEvent.self) }

  /// All that was said, once the attempt has ended.
  func all() async -> [AttemptEvent] {
    for await event in stream { events.withLock { $0.append(event) } }
    return events.withLock { $0 }
  }

  func end() async -> RunEnd? {
    guard case .ended(let end)? = await all().last?.event else { return nil }
    return end
  }
}

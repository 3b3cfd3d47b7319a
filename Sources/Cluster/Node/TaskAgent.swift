import Experiments
import Files
import Foundation
import Scheduling
import Synchronization

/// A task on its machine: takes its runs one after another, has each carried out by a worker, and
/// writes what happens into the run's journal.
///
/// It needs nobody: whoever wants to know reads the journals. It may be killed anywhere, carried out
/// twice at once, or again: each attempt has a journal of its own, and one that sees a later one
/// than its own stops without a further word.
public struct TaskAgent: Sendable {
  private let folder: SubmissionFolder
  private let index: Int
  private let worker: WorkerCommand
  private let trainers: Trainers
  private let host: String
  private let lastWords: @Sendable (Assignment) -> [String]
  private let say: @Sendable (String) -> Void

  /// Between two looks whether it still counts, and whether it was asked to stop.
  private static let pause = Duration.seconds(2)
  /// How long a run may take to save; a scheduler that cancels kills after 30 seconds by default.
  private static let grace = Duration.seconds(20)

  /// - Parameters:
  ///   - path: The submission's folder.
  ///   - index: The task's place in it.
  ///   - worker: How a worker is started.
  ///   - host: What this machine is called.
  ///   - lastWords: The last lines that a worker wrote about a run.
  ///   - say: Told what goes into the task's log.
  public init(
    _ path: String, index: Int, worker: WorkerCommand, trainers: Trainers, host: String,
    lastWords: @escaping @Sendable (Assignment) -> [String],
    say: @escaping @Sendable (String) -> Void
  ) {
    folder = SubmissionFolder(path)
    self.index = index
    self.worker = worker
    self.trainers = trainers
    self.host = host
    self.lastWords = lastWords
    self.say = say
  }

  /// Carries the task out.
  ///
  /// - Returns: Whether the scheduler is to be asked to start it again: its time was over.
  /// - Throws: `FileError` where a journal cannot be written: then nothing more was done.
  public func run(_ watch: SignalWatch) async throws -> Bool {
    let lines = try folder.lines(of: index, trainers)
    let stop = TaskStop()
    watch.whenAsked { stop.ask($0 == .timeIsNearlyOver ? .time : .signal) }
    guard !folder.isAskedToStop else {
      try folder.end(index, why: .stopped)
      return false
    }
    try folder.begin(index, host: host)
    let executor = WorkerProcessExecutor(
      worker, timeout: lines.first?.silence, lastWords: lastWords, complaint: say)
    let ticks = Task { await look(stop, executor) }
    defer { ticks.cancel() }
    do {
      for line in lines where stop.why == nil { try await carryOut(line, executor, stop) }
    } catch {
      executor.stop(.now)
      await executor.close()
      throw error
    }
    await executor.close()
    return try conclude(stop)
  }

  private func conclude(_ stop: TaskStop) throws -> Bool {
    switch stop.why {
    case .time: return true
    case nil: try folder.end(index, why: .done)
    case .signal: break
    case .asked: try folder.end(index, why: .stopped)
    case .superseded:
      say("task \(index): its runs were given to another task")
      try folder.end(index, why: .superseded)
    }
    return false
  }

  /// Asks every other second whether to go on.
  private func look(_ stop: TaskStop, _ executor: WorkerProcessExecutor) async {
    var asked: ContinuousClock.Instant?
    while !Task.isCancelled {
      if stop.journal?.isSuperseded == true { stop.ask(.superseded) }
      if folder.isAskedToStop { stop.ask(.asked) }
      if let why = stop.why {
        let first = asked == nil
        asked = asked ?? .now
        if first { executor.stop(why == .superseded ? .now : .gently) }
        if let asked, .now - asked > Self.grace { executor.stop(.now) }
      }
      await stop.wait(atMost: Self.pause)
    }
  }

  private func carryOut(
    _ line: TaskLine, _ executor: WorkerProcessExecutor, _ stop: TaskStop
  ) async throws {
    let files = SafeFolder(line.assignment.saveFolder)
    let replay = JournalReplay(line.assignment)
    if replay.isDone { return }
    let journal = try JournalWriter(
      files, RunHome(path: line.assignment.home), run: line.assignment.run.id,
      least: line.assignment.attempt, host: host)
    defer {
      stop.journal = nil
      journal.close()
    }
    stop.journal = journal
    var passing = PassingCheckpoints(files, kept: line.kept, before: replay.checkpoints)
    let assignment = line.assignment.again(
      attempt: journal.number, from: replay.checkpoints)
    for await said in executor.attempt(assignment) {
      // Whoever reads journals heeds this one no more.
      if stop.why == .superseded { continue }
      try journal.write(said.event)
      passing.take(said.event)
    }
  }
}

/// Why a task is to stop, and which journal it writes.
private final class TaskStop: Sendable {
  enum Why {
    /// The scheduler's time for it is nearly over.
    case time
    /// The scheduler, or somebody, ends it.
    case signal
    /// The submission's folder says so.
    case asked
    /// Another one has its runs.
    case superseded
  }

  private struct State {
    var why: Why?
    var journal: JournalWriter?
  }

  private let state = Mutex(State())
  private let news = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

  /// What asked first.
  var why: Why? { state.withLock { $0.why } }

  var journal: JournalWriter? {
    get { state.withLock { $0.journal } }
    set { state.withLock { $0.journal = newValue } }
  }

  func ask(_ why: Why) {
    let isNews = state.withLock { state in
      defer { state.why = state.why ?? why }
      return state.why == nil
    }
    if isNews { news.continuation.yield() }
  }

  /// Waits until somebody asks, or for a time.
  func wait(atMost pause: Duration) async {
    let timer = Task { [news] in
      try? await Task.sleep(for: pause)
      if !Task.isCancelled { news.continuation.yield() }
    }
    var iterator = news.stream.makeAsyncIterator()
    _ = await iterator.next()
    timer.cancel()
  }
}

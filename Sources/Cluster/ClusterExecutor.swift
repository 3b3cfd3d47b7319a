import Experiments
import Foundation
import Scheduling
import Synchronization

/// Attempts runs on other machines: hands them over in tasks, and follows their journals.
///
/// It may be killed anywhere: what was handed over goes on, and the next one takes it up again by what
/// lies in the save folder. An attempt at a run whose task is there already joins it.
public final class ClusterExecutor: Executor {
  /// What the thread that does everything is asked for.
  struct Inbox {
    var attempts: [(Assignment, AsyncStream<AttemptEvent>.Continuation)] = []
    var stop: StopManner?
    var isClosing = false
  }

  /// What the thread that does everything shows.
  struct State: Sendable {
    /// Attempts that it was given so far.
    var taken = 0
    /// Why no task can be handed over.
    var failure: ClusterError?
    /// Whether the scheduler has all that it was given.
    var isHandedOver = true
  }

  private let inbox = Mutex(Inbox())
  private let state = Mutex(State())
  private let news = DispatchSemaphore(value: 0)
  private let isOver = DispatchSemaphore(value: 0)

  /// Makes an executor, which takes up what was handed over before.
  ///
  /// - Throws: ``ClusterError`` where the system has no more threads.
  public init(_ engine: any TaskEngine, _ settings: ClusterSettings) throws(ClusterError) {
    let thread = Thread { [self] in
      var loop = ClusterLoop(engine, settings) { [self] error in
        state.withLock { $0.failure = error }
      }
      while turn(&loop) {}
      isOver.signal()
    }
    thread.stackSize = 1 << 20
    thread.start()
  }

  /// Why no task can be handed over; `nil` where nothing keeps it.
  public var failure: ClusterError? { state.withLock { $0.failure } }

  /// Whether so many attempts were begun here, and the scheduler has all of them.
  public func hasHandedOver(_ attempts: Int) -> Bool {
    state.withLock { $0.taken >= attempts && $0.isHandedOver }
  }

  /// Begins an attempt, or joins one that goes on.
  public func attempt(_ assignment: Assignment) -> AsyncStream<AttemptEvent> {
    let (events, output) = AsyncStream.makeStream(of: AttemptEvent.self)
    inbox.withLock { $0.attempts.append((assignment, output)) }
    news.signal()
    return events
  }

  /// `gently` takes back what waits and asks what runs to save and stop; `detach` and `now` let go of
  /// it.
  public func stop(_ manner: StopManner) {
    inbox.withLock { $0.stop = max($0.stop ?? manner, manner) }
    news.signal()
  }

  /// Puts away what is over.
  public func close() async {
    inbox.withLock { $0.isClosing = true }
    news.signal()
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { [isOver] in
        isOver.wait()
        continuation.resume()
      }
    }
  }

  private func turn(_ loop: inout ClusterLoop) -> Bool {
    let asked = inbox.withLock { inbox in
      defer { inbox.attempts = [] }
      return inbox
    }
    for (assignment, output) in asked.attempts { loop.take(assignment, output) }
    if let manner = asked.stop { loop.stop(manner) }
    loop.turn()
    state.withLock { $0 = State(loop) }
    if asked.isClosing {
      loop.close()
      return false
    }
    _ = news.wait(timeout: .now() + loop.pause)
    return true
  }
}

extension ClusterExecutor.State {
  fileprivate init(_ loop: ClusterLoop) {
    (taken, failure) = (loop.taken, loop.failure)
    isHandedOver = loop.waiting.isEmpty && loop.submissions.allSatisfy(\.isHandedOver)
  }
}

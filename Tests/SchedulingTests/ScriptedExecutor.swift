import Experiments
import Synchronization

@testable import Scheduling

/// An executor without processes: a function says what happens in an attempt.
final class ScriptedExecutor: Executor {
  private struct State {
    var stopping: StopManner?
    var waiting: [AsyncStream<AttemptEvent>.Continuation] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let script: @Sendable (Assignment) -> [RunEvent]
  /// What was attempted, in order.
  let attempted = Log<Assignment>()

  /// - Parameter script: All events of an attempt; if none is `.ended`, it lasts until it is
  ///   stopped, and saves first if it may.
  init(_ script: @escaping @Sendable (Assignment) -> [RunEvent]) { self.script = script }

  var stopped: StopManner? { state.withLock { $0.stopping } }
  var isClosed: Bool { state.withLock { $0.isClosed } }

  func attempt(_ assignment: Assignment) -> AsyncStream<AttemptEvent> {
    let (events, output) = AsyncStream.makeStream(of: AttemptEvent.self)
    state.withLock { state in
      guard state.stopping == nil else { return Self.end(output, Say.interrupted) }
      attempted.add(assignment)
      let all = script(assignment)
      for event in all.dropLast() { output.yield(AttemptEvent(event)) }
      if case .ended? = all.last {
        Self.end(output, all[all.count - 1])
      } else {
        if let last = all.last { output.yield(AttemptEvent(last)) }
        state.waiting.append(output)
      }
    }
    return events
  }

  func stop(_ manner: StopManner) {
    state.withLock { state in
      state.stopping = manner
      for output in state.waiting {
        if manner == .gently { output.yield(AttemptEvent(Say.checkpoint(7))) }
        Self.end(output, Say.interrupted)
      }
      state.waiting = []
    }
  }

  func close() async { state.withLock { $0.isClosed = true } }

  private static func end(_ output: AsyncStream<AttemptEvent>.Continuation, _ event: RunEvent) {
    output.yield(AttemptEvent(event))
    output.finish()
  }
}

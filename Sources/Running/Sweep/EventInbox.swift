import Scheduling
import Synchronization

/// Events that came while the store was busy with those before: they are kept together, since a
/// sync costs the same for one and for many.
final class EventInbox: Sendable {
  /// Says that there is something to take; ends when nothing more will come.
  let arrivals: AsyncStream<Void>
  private let signal: AsyncStream<Void>.Continuation
  private let waiting = Mutex<[ScheduledEvent]>([])

  init() {
    // One word is enough, however many events it stands for.
    (arrivals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Puts an event in.
  func put(_ event: ScheduledEvent) {
    waiting.withLock { $0.append(event) }
    signal.yield()
  }

  /// Says that nothing more will come.
  func close() { signal.finish() }

  /// Takes what is in it, in order; perhaps nothing.
  func take() -> [ScheduledEvent] {
    waiting.withLock { events in
      defer { events = [] }
      return events
    }
  }
}

import Experiments
import Foundation
import Scheduling
import Storage

/// The one place where a sweep's events meet the store, the figures and whoever watches.
actor SweepConductor {
  private let recorder: Recorder
  private let figures: FigureWriter
  private let store: ResultStore
  private let sweep: String
  private var view: any ProgressView
  private let scheduler: Scheduler
  private var reasons: [StopReason] = []
  private let draws: Bool
  private let deadline: Deadline?
  private let elsewhere: Elsewhere?
  /// Whether runs were left to go on elsewhere: what is said of them from here counts no more.
  private var isDetached = false
  private var drawing: Task<Void, Never>?

  init(
    _ recorder: Recorder, _ figures: FigureWriter, _ store: ResultStore, _ scheduler: Scheduler,
    sweep: String, draws: Bool, view: any ProgressView, deadline: Deadline?,
    elsewhere: Elsewhere? = nil
  ) {
    self.elsewhere = elsewhere
    self.recorder = recorder
    self.figures = figures
    self.store = store
    self.scheduler = scheduler
    self.sweep = sweep
    self.view = view
    self.draws = draws
    self.deadline = deadline
  }

  /// Runs jobs to their end, or until something stops them.
  ///
  /// - Returns: Why the sweep stopped before its end; `nil` if it did not.
  func carryOut(_ jobs: [Job]) async -> (any Error)? {
    view.tick(now: Clock.seconds())
    // Not before the scheduler has seen to the descriptors that timers need.
    // What goes elsewhere may say nothing for hours.
    var ticks = elsewhere.map { _ in Task { await self.tick() } }
    let inbox = EventInbox()
    let events = Task.detached { await Self.pass(self.scheduler.events(of: jobs), to: inbox) }
    for await _ in inbox.arrivals {
      ticks = ticks ?? Task { await self.tick() }
      take(inbox.take())
    }
    take(inbox.take())
    let halt = await events.value
    ticks?.cancel()
    recorder.commit(Clock.seconds())
    await drawing?.value
    view.finish()
    return recorder.failure ?? halt
  }

  /// Passes events on; returns why they stopped before the end.
  private static func pass(
    _ events: AsyncThrowingStream<ScheduledEvent, any Error>, to inbox: EventInbox
  ) async -> (any Error)? {
    defer { inbox.close() }
    do {
      for try await event in events { inbox.put(event) }
      return nil
    } catch {
      return error
    }
  }

  /// Something asks to stop: once saves, a signal after that stops at once.
  func stop(by reason: StopReason) {
    guard reasons.isEmpty || reason.isSignal else { return }
    reasons.append(reason)
    guard elsewhere == nil else { return detach(reason) }
    guard reasons.count == 1 else { return scheduler.stop(.now) }
    // What they save, if anything, is up to them: a run may be before its first checkpoint.
    let count = view.running
    let runs =
      count == 0 ? "no run is on" : "\(count) run\(count == 1 ? " is" : "s are") asked to save"
    view.say("\(reason.announcement)\(runs) (\(reason.again) to stop at once)")
    scheduler.stop(.gently)
  }

  /// Lets go of what goes on elsewhere, with all that was said of it recorded.
  private func detach(_ reason: StopReason) {
    guard !isDetached else { return }
    isDetached = true
    recorder.commit(Clock.seconds())
    view.say(reason.detaching)
    scheduler.stop(.detach)
  }

  /// What asked first.
  var reason: StopReason? { reasons.first }

  /// Values that came out otherwise than before.
  var conflicts: [String] { recorder.conflicts }

  private func take(_ arrived: [ScheduledEvent]) {
    guard !isDetached else { return }
    // What could not be handed over has not begun, and nothing is recorded of it.
    let events =
      elsewhere?.executor.failure == nil
      ? arrived : arrived.filter { $0.mark != nil || !$0.event.isEnd }
    recorder.record(events, now: Clock.seconds())
    // What the store refused is not said to be so.
    guard recorder.failure == nil else { return scheduler.stop(.now) }
    for event in events {
      view.show(event, now: Clock.seconds())
      if draws && event.event.isDrawn { draw(event) }
    }
  }

  private func draw(_ event: ScheduledEvent) {
    let before = drawing
    drawing = Task {
      await before?.value
      await figures.draw(event.event, of: event.run)
      // The chart of an attempt that is followed by another would be taken for the run's.
      if case .ended = event.event, !event.willRetry { await complete(event.run) }
    }
  }

  private func complete(_ run: Run) async {
    guard let found = try? store.result(run: run.id, sweep: sweep) else { return }
    await figures.complete(found.run, groundTruth: found.groundTruth)
  }

  private func tick() async {
    while !Task.isCancelled {
      recorder.commitIfDue(Clock.seconds())
      view.tick(now: Clock.seconds())
      if elsewhere?.isTimeToDetach == true { stop(by: .handedOver) }
      if let deadline, deadline.isOver(at: Clock.seconds()) { stop(by: .timeIsOver(deadline.span)) }
      try? await Task.sleep(for: .milliseconds(100))
    }
  }
}

extension RunEvent {
  fileprivate var isEnd: Bool { if case .ended = self { true } else { false } }

  /// Whether a figure may follow from it.
  fileprivate var isDrawn: Bool {
    switch self {
    case .groundTruth, .reconstruction, .ended: true
    case .started, .progress, .metrics, .artifact, .checkpoint, .obsolete, .warning, .cost: false
    }
  }
}

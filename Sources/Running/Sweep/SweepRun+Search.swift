import Experiments
import Files
import Foundation
import Programs
import Scheduling
import Storage
import Synchronization

extension SweepRun {
  /// What follows from what came out; `nil` where nothing does, since the search is done or cannot go
  /// on.
  ///
  /// - Throws: `StoreError`, `SpecError`.
  func next(
    _ outcome: inout Outcome, _ store: ResultStore, _ watch: SignalWatch
  ) async throws -> SweepRun? {
    guard prepared.spec.isSearched else { return nil }
    var known = try prepared.knowledge(store)
    var found = try prepared.following(known)
    while case .question(let question)? = found.plan.search?.pause {
      guard let answer = try await ask(question, &outcome, watch) else { return nil }
      let next = known.with(answer)
      let plan = try prepared.following(next)
      if case .refused(let words)? = plan.plan.search?.pause {
        outcome.obstacle = .search("the search program's answer is no trial: \(words)", name)
        return nil
      }
      try store.keep(answer, sweep: name)
      guard outcome.reason == nil else { return nil }
      (known, found) = (next, plan)
    }
    if case .refused(let words)? = found.plan.search?.pause {
      outcome.obstacle = .search(words, name)
    }
    let before = Set(prepared.plan.runs.map(\.id))
    return found.plan.runs.contains { !before.contains($0.id) } ? with(found) : nil
  }

  /// Whether a search has runs or questions after those that there are, as far as is known.
  ///
  /// - Throws: `StoreError`, `SpecError`.
  func hasMore(_ store: ResultStore) throws -> Bool {
    guard prepared.spec.isSearched else { return false }
    switch try prepared.following(store).plan.search?.pause {
    case .runs?, .question?: return true
    case .failures?, .refused?, nil: return false
    }
  }

  /// Asks the search program; `nil` where there is no answer, and why is noted.
  private func ask(
    _ question: SearchQuestion, _ outcome: inout Outcome, _ watch: SignalWatch
  ) async throws -> SearchAnswer? {
    let stopped = StopFlag(settings.deadline)
    watch.whenAsked { stopped.signal($0) }
    defer { watch.whenAsked(nil) }
    do {
      let answer = try await answer(question, stopped)
      // Whoever asked while the answer was on its way has been heard here alone.
      outcome.reason = stopped.reason
      return answer
    } catch  where error is SearchProgram.Fault || error is ProgramError {
      outcome.reason = stopped.reason
      outcome.obstacle = .search("\(error)", name)
      return nil
    }
  }

  // It takes as long as the program does, so it has a thread of its own.
  private func answer(
    _ question: SearchQuestion, _ stopped: StopFlag
  ) async throws -> SearchAnswer {
    guard let asker = prepared.asker else {
      throw SearchProgram.Fault(description: "the sweep has no search program")
    }
    let (files, silence, name) = (SafeFolder(places.saveFolder), settings.silence, name)
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            try asker.answer(
              question, files, sweep: name, silence: silence, isStopped: { stopped.isSet })
          })
      }
    }
  }
}

/// Whether a search program is to be ended, and why.
final class StopFlag: Sendable {
  private let deadline: Deadline?
  private let heard = Mutex<Signal?>(nil)

  init(_ deadline: Deadline?) { self.deadline = deadline }

  /// Takes a signal.
  func signal(_ signal: Signal) { heard.withLock { $0 = $0 ?? signal } }

  /// Why it is to be ended; `nil` where it is not.
  var reason: StopReason? {
    if let signal = heard.withLock({ $0 }) { return .signal(signal) }
    return deadline.flatMap { $0.isOver(at: Clock.seconds()) ? .timeIsOver($0.span) : nil }
  }

  /// Whether it is to be ended.
  var isSet: Bool { reason != nil }
}

extension Failure {
  /// That a search cannot go on.
  static func search(_ happened: String, _ sweep: String) -> Failure {
    Failure(
      .runsFailed, happened,
      safe: "all runs so far are recorded, and what the search program answered before is kept",
      next: "fix the search program (its log: .search/\(sweep)/log.txt in the save folder), then "
        + "the same command again")
  }
}

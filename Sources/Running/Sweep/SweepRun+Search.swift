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
    var found = try prepared.following(store)
    while case .question(let question)? = found.plan.search?.pause {
      guard try await ask(question, &outcome, store, watch) else { return nil }
      found = try prepared.following(store)
    }
    if case .refused(let words)? = found.plan.search?.pause {
      outcome.obstacle = .search(words, name)
    }
    let known = Set(prepared.plan.runs.map(\.id))
    return found.plan.runs.contains { !known.contains($0.id) } ? with(found) : nil
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

  /// Asks the search program, and keeps what it answers where that is of the space.
  ///
  /// - Returns: Whether there is an answer.
  private func ask(
    _ question: SearchQuestion, _ outcome: inout Outcome, _ store: ResultStore,
    _ watch: SignalWatch
  ) async throws -> Bool {
    let stopped = StopFlag(settings.deadline)
    watch.whenAsked { stopped.signal($0) }
    defer { watch.whenAsked(nil) }
    do {
      let answer = try await answer(question, stopped)
      try check(answer, store)
      try store.keep(answer, sweep: name)
      return true
    } catch let error as SearchProgram.Fault {
      outcome.reason = stopped.reason
      outcome.obstacle = .search(error.description, name)
    } catch let error as ProgramError {
      outcome.reason = stopped.reason
      outcome.obstacle = .search(error.description, name)
    }
    return false
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

  /// Refuses an answer from which no trials follow: it is asked again, and not kept.
  private func check(_ answer: SearchAnswer, _ store: ResultStore) throws {
    let known = try store.knowledge(sweep: name, key: answer.key)
    let plan = try prepared.following(
      SearchKnowledge(outcomes: known.outcomes, answers: known.answers + [answer])
    ).plan
    if case .refused(let words)? = plan.search?.pause {
      throw SearchProgram.Fault(description: "the search program's answer is no trial: \(words)")
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

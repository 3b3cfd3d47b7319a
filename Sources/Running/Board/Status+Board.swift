import Foundation

extension Status {
  /// The board of the sweep that is on, as far as the store tells.
  ///
  /// - Parameters:
  ///   - before: The sweep that was shown; it stays between two of its rounds.
  ///   - now: By the wall clock.
  /// - Returns: `nil` where the store has no sweep.
  package func board(after before: String?, now: Date) -> (sweep: String, state: BoardState)? {
    guard let sweep = shown(before) else { return nil }
    let runs = running.filter { $0.sweep == sweep.name }.map(\.line)
    var state = BoardState(sweep: BoardText(sweep.name))
    state.total = sweep.runs
    state.diverged = sweep.counts["diverged"] ?? 0
    state.done = (sweep.counts["finished"] ?? 0) + state.diverged
    state.failed = sweep.counts["failed"] ?? 0
    let parts = runs.reduce(0) { $0 + $1.part }
    state.share = (Double(state.done + state.failed) + parts) / Double(max(1, sweep.runs))
    let tasks = elsewhere?.first { $0.sweep == sweep.name }
    let stage = [sweep.search, tasks?.counts].compactMap(\.self)
    state.stage = stage.isEmpty ? nil : BoardText(stage.joined(separator: "; "))
    state.left = sweep.ends.map { _ in max(1, sweep.secondsLeft) }
    state.ends = state.left.map { StatusText.clock(now.addingTimeInterval($0), today: now) }
    state.runs = runs
    state.failures = failures[sweep.name] ?? []
    return (sweep.name, state)
  }

  /// Whether a living sweep holds the store, or goes on on other machines.
  package var isOn: Bool { isRunning || (elsewhere ?? []).contains { $0.waiting + $0.running > 0 } }

  /// The command to type when nothing runs any more.
  ///
  /// - Parameter shown: The sweep that was watched.
  package func next(after shown: String?) -> String {
    guard let sweep = self.shown(shown) else { return "sweep run SPEC" }
    let failed = sweep.counts["failed"] ?? 0
    let ended = failed + (sweep.counts["finished"] ?? 0) + (sweep.counts["diverged"] ?? 0)
    if ended < sweep.runs { return "sweep resume \(sweep.name)" }
    return failed > 0 ? "sweep ls \(sweep.name) --state failed" : "sweep best \(sweep.name)"
  }

  private func shown(_ before: String?) -> Sweep? {
    let named = running.first?.sweep ?? before
    let latest = { sweeps.max { ($0.changed ?? .distantPast) < ($1.changed ?? .distantPast) } }
    return sweeps.first { $0.name == named } ?? latest()
  }
}

extension BoardState.Run {
  /// How much of it is done, 0 to 1.
  fileprivate var part: Double {
    guard let steps, steps > 0 else { return share ?? 0 }
    return min(1, Double(step) / Double(steps))
  }
}

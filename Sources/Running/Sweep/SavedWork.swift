import Experiments

/// What a sweep has of its runs when it stops before its end.
package struct SavedWork {
  private let finished: Int
  private let failed: Int
  private let saved: Int
  private let lost: Int
  private let waiting: Int
  private let total: Int

  init(_ results: SweepResults) {
    let left = results.runs.filter { ![.finished, .diverged, .failed].contains($0.state) }
    let begun = left.filter { $0.attempts > 0 }
    failed = results.runs.count { $0.state == .failed }
    finished = results.runs.count - left.count - failed
    saved = left.count { !$0.checkpoints.isEmpty }
    lost = begun.count { $0.checkpoints.isEmpty }
    waiting = left.count - saved - lost
    total = results.runs.count
  }

  /// Whether no run is left to run.
  var isComplete: Bool { saved + lost + waiting == 0 }

  /// How much is left: `3 of 10 runs are left`.
  var left: String {
    let count = saved + lost + waiting
    return count == 0
      ? "no run is left" : "\(count) of \(total) runs \(count == 1 ? "is" : "are") left"
  }

  /// What is safe, and what is not.
  package var words: String {
    let parts = [
      (finished, "done"), (failed, "failed"), (saved, "saved up to the last checkpoint"),
      (lost, "stopped before the first checkpoint (not saved)"), (waiting, "not started yet"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return "of \(total) run\(total == 1 ? "" : "s"): \(parts.joined(separator: ", "))"
  }
}

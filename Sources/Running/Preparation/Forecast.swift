import Experiments

/// When runs will be done: what the plan, the live lines and `status` say follows from this alone.
package struct Forecast {
  /// A run that is on.
  struct Running {
    /// Its kind.
    let kind: RunKind
    /// Epochs done in this attempt.
    let done: Double
    /// Seconds that they took.
    let seconds: Double
    /// Epochs that are left.
    let left: Double
  }

  /// What runs cost.
  let costs: CostModel
  /// Those that are on.
  var running: [Running] = []
  /// Epochs of all that wait, by kind.
  let waiting: [RunKind: Double]
  /// Runs at a time.
  let slots: Int

  /// So many seconds as expected are believed in before what is observed.
  private static let belief = 2.0

  /// Seconds until all is done.
  var seconds: Double {
    let pace = pace
    let later = waiting.map { pace * costs.seconds($0.key, epochs: $0.value) }.sorted()
    let now = running.map { seconds(of: $0, pace) }.sorted()
    let longest = waiting.map { kind, epochs in
      pace * costs.seconds(kind, epochs: min(epochs, Double(kind.epochs)))
    }.max()
    let sum = later.reduce(0, +) + now.reduce(0, +)
    return max(sum / Double(max(1, slots)), longest ?? 0, now.last ?? 0)
  }

  /// Seconds until a run that is on is done.
  func seconds(of run: Running) -> Double { seconds(of: run, pace) }

  /// Seconds until runs that are on are done; `nil` of those of which nobody can know yet.
  func known(_ runs: [Running]) -> [Double?] {
    let pace = pace
    return runs.map { run in
      if costs.knows(run.kind) { return seconds(of: run, pace) }
      // Nothing like it was timed: it goes on as it did.
      return run.done > 0.5 && run.seconds >= 1 ? run.seconds / run.done * run.left : nil
    }
  }

  private func seconds(of run: Running, _ pace: Double) -> Double {
    let expected = costs.seconds(run.kind, epochs: run.done)
    let own = (run.seconds + pace * Self.belief) / (expected + Self.belief)
    return own * costs.seconds(run.kind, epochs: run.left)
  }

  /// How much longer than expected it takes now.
  private var pace: Double {
    let seconds = running.map(\.seconds).sorted().reduce(0, +)
    let expected = running.map { costs.seconds($0.kind, epochs: $0.done) }.sorted().reduce(0, +)
    return (seconds + Self.belief) / (expected + Self.belief)
  }
}

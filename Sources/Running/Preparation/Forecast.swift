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
  var seconds: Double { seconds { _ in 1 } }

  /// The least and the most of them: one number where runs of every kind were timed.
  var range: ClosedRange<Double> {
    seconds { costs.spread($0).lowerBound }...seconds { costs.spread($0).upperBound }
  }

  /// - Parameter share: How many times as long as expected a kind takes.
  private func seconds(_ share: (RunKind) -> Double) -> Double {
    let pace = pace
    let later = waiting.map { kind, epochs in
      share(kind) * pace * costs.seconds(kind, epochs: epochs)
    }.sorted()
    let now = running.map { seconds(of: $0, pace, share($0.kind)) }.sorted()
    let longest = waiting.map { kind, epochs in
      share(kind) * pace * costs.seconds(kind, epochs: min(epochs, Double(kind.epochs)))
    }.max()
    let sum = later.reduce(0, +) + now.reduce(0, +)
    return max(sum / Double(max(1, slots)), longest ?? 0, now.last ?? 0)
  }

  /// Seconds until a run that is on is done.
  func seconds(of run: Running) -> Double { seconds(of: run, pace, 1) }

  /// The least and the most of them. What a run has taken so far brings them together.
  func range(of run: Running) -> ClosedRange<Double> {
    let spread = costs.spread(run.kind)
    return seconds(of: run, pace, spread.lowerBound)...seconds(of: run, pace, spread.upperBound)
  }

  private func seconds(of run: Running, _ pace: Double, _ share: Double) -> Double {
    let expected = share * costs.seconds(run.kind, epochs: run.done)
    let own = (run.seconds + pace * Self.belief) / (expected + Self.belief)
    return own * share * costs.seconds(run.kind, epochs: run.left)
  }

  /// How much longer than expected it takes now.
  private var pace: Double {
    let seconds = running.map(\.seconds).sorted().reduce(0, +)
    let expected = running.map { costs.seconds($0.kind, epochs: $0.done) }.sorted().reduce(0, +)
    return (seconds + Self.belief) / (expected + Self.belief)
  }
}

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

    /// Whether it is far enough to tell what an epoch takes; a status may only guess half of one.
    fileprivate var tells: Bool { done > 0.5 && seconds >= 1 }
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

  /// Seconds until all is done; `nil` where nobody can know yet.
  var known: Double? {
    let isTimed =
      running.allSatisfy { costs.knows($0.kind) } && waiting.keys.allSatisfy(costs.knows)
    if isTimed { return seconds }
    let now = known(running)
    let pace = pace
    let later = waiting.map { kind, epochs in
      costs.knows(kind)
        ? pace * costs.seconds(kind, epochs: epochs) : secondsPerEpoch(kind).map { $0 * epochs }
    }
    let all = (now + later).compactMap { $0 }.sorted()
    guard all.count == now.count + later.count else { return nil }
    return max(all.reduce(0, +) / Double(max(1, slots)), now.compactMap { $0 }.max() ?? 0)
  }

  /// Seconds until runs that are on are done; `nil` of those of which nobody can know yet.
  func known(_ runs: [Running]) -> [Double?] {
    let pace = pace
    return runs.map { run in
      if costs.knows(run.kind) { return seconds(of: run, pace, 1) }
      // Nothing like it was timed: it goes on as it did.
      return run.tells ? run.seconds / run.done * run.left : nil
    }
  }

  /// What runs that are on take, of a kind that was never timed; `nil` where none is far enough.
  private func secondsPerEpoch(_ kind: RunKind) -> Double? {
    let alike = running.filter { $0.kind.values == kind.values && $0.tells }
    let done = alike.map(\.done).sorted().reduce(0, +)
    return alike.isEmpty ? nil : alike.map(\.seconds).sorted().reduce(0, +) / done
  }

  /// The least and the most seconds until all is done; `nil` where nobody can know yet.
  var knownRange: ClosedRange<Double>? {
    let isTimed =
      running.allSatisfy { costs.knows($0.kind) } && waiting.keys.allSatisfy(costs.knows)
    return isTimed ? range : known.map { $0...$0 }
  }

  /// The same of a run that is on.
  func knownRange(of run: Running) -> ClosedRange<Double>? {
    costs.knows(run.kind) ? range(of: run) : known([run])[0].map { $0...$0 }
  }

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

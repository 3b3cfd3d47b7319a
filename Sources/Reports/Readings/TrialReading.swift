import Experiments

/// A trial of a search and how far it came.
struct TrialReading: Sendable {
  /// How a trial ended.
  enum End: CaseIterable, Sendable {
    /// It went to the last rung.
    case finished
    /// Others of its rung were better.
    case stopped
    /// A run diverged: the worst result.
    case diverged
    /// A run failed.
    case failed
    /// The spec leaves it out: it has no runs.
    case leftOut
    /// It goes on.
    case open
  }

  /// The trial.
  let trial: SearchTrial
  /// The last rung that it came to, from 0.
  let rung: Int
  /// Its runs at that rung, one of each seed.
  let runs: [RunResult]
  /// What came of them: the mean of the seeds; not finite unless all are finished.
  let value: Double
  /// How it ended.
  let end: End

  /// How far it came in words.
  ///
  /// - Parameter rungs: How many rungs there are.
  func words(of rungs: Int) -> String {
    let place = rungs > 1 ? " at rung \(rung + 1) of \(rungs)" : ""
    return switch end {
    case .finished: "went to the end"
    case .stopped: "stopped\(place)"
    case .diverged: "diverged\(place)"
    case .failed: "failed\(place)"
    case .leftOut: "left out by the specification"
    case .open: "not finished\(place)"
    }
  }

  /// The furthest first, of these the best, of equals the earliest; what has no finite value is last.
  static func ranked(_ trials: [TrialReading], _ metric: MetricDeclaration?) -> [TrialReading] {
    let sign = metric?.better == .higher ? -1.0 : 1.0
    let key = { (trial: TrialReading) in trial.value.isFinite ? sign * trial.value : .infinity }
    return trials.enumerated().sorted { one, other in
      if one.element.value.isFinite != other.element.value.isFinite {
        return one.element.value.isFinite
      }
      return (-one.element.rung, key(one.element), one.offset)
        < (-other.element.rung, key(other.element), other.offset)
    }.map(\.element)
  }

  // MARK: - Reading

  /// All trials of a search.
  static func all(
    of rounds: SearchRounds, _ runs: [String: RunResult]
  ) -> [TrialReading] {
    let climb = Climb(rounds)
    return rounds.trials.map { trial in
      let (rung, members, isBehind) = climb.place(of: trial)
      let found = members.compactMap { runs[$0.run.id] }
      let end = end(
        trial, found, isWhole: found.count == members.count, isBehind: isBehind,
        isLast: rung + 1 == rounds.rungs.budgets.count)
      return TrialReading(
        trial: trial, rung: rung, runs: found, value: rounds.value(of: trial), end: end)
    }
  }

  private static func end(
    _ trial: SearchTrial, _ runs: [RunResult], isWhole: Bool, isBehind: Bool, isLast: Bool
  ) -> End {
    if trial.isLeftOut { return .leftOut }
    if runs.contains(where: { $0.state == .diverged }) { return .diverged }
    if runs.contains(where: { $0.state == .failed }) { return .failed }
    guard isWhole, runs.allSatisfy({ $0.state == .finished }) else { return .open }
    return isLast ? .finished : isBehind ? .stopped : .open
  }
}

/// Which runs trials have at which rung.
private struct Climb {
  /// The members at the last rung that a trial came to.
  private var last: [SearchTrial.Key: (rung: Int, round: Int, members: [SearchStage.Member])] = [:]
  /// The last rung of each round.
  private var reached: [Int: Int] = [:]

  init(_ rounds: SearchRounds) {
    for stage in rounds.stages {
      let rung: Int
      switch stage.kind {
      case .trials: rung = 0
      case .rung(let place, of: _, budget: _): rung = place
      case .selected: continue
      }
      reached[stage.round] = rung
      for (key, members) in Dictionary(grouping: stage.members, by: \.key) {
        last[key] = (rung, stage.round, members)
      }
    }
  }

  /// Where a trial came to, its runs there, and whether others of its round went further.
  func place(of trial: SearchTrial) -> (Int, [SearchStage.Member], Bool) {
    guard let found = last[trial.key] else { return (0, [], false) }
    return (found.rung, found.members, reached[found.round, default: 0] > found.rung)
  }
}

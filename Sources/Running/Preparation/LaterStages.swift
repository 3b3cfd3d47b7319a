import Experiments

/// The stages of a search that are to come, whose runs are not known yet.
struct LaterStages {
  /// One of them.
  struct Stage {
    /// What it is: `rung 2 of 4`.
    let words: String
    /// How many runs it has.
    let runs: Int
    /// Seconds of all its runs, and of the longest.
    let seconds: (all: Double, longest: Double)
  }

  /// In order.
  let stages: [Stage]
  /// Whether it is known how long they take.
  let isKnown: Bool
  private let spread: ClosedRange<Double>

  /// - Parameter search: As far as it is known.
  init(_ search: SearchRounds, _ costs: CostModel) {
    let maker = Maker(search, costs)
    stages = maker.all
    isKnown = maker.isKnown
    spread = maker.spread
  }

  /// The least and the most seconds of all; see ``seconds(slots:)``.
  func range(slots: Int) -> ClosedRange<Double> {
    let seconds = seconds(slots: slots)
    return spread.lowerBound * seconds...spread.upperBound * seconds
  }

  /// Seconds of all with so many runs at a time; a stage begins when the one before it is done.
  func seconds(slots: Int) -> Double {
    stages.reduce(0) { $0 + $1.seconds(slots: slots) }
  }
}

extension LaterStages.Stage {
  /// Seconds with so many runs at a time.
  func seconds(slots: Int) -> Double { max(seconds.all / Double(max(1, slots)), seconds.longest) }
}

/// Counts runs and seconds of stages.
private struct Maker {
  let search: SearchRounds
  let costs: CostModel
  /// Seconds of a step in each group, by the runs of the last stage; those of other groups where it
  /// has none.
  private let stepSeconds: [Int: Double]
  let isKnown: Bool
  /// How many times as long as expected it may take.
  let spread: ClosedRange<Double>

  init(_ search: SearchRounds, _ costs: CostModel) {
    self.search = search
    self.costs = costs
    let manifest = search.space.spec.manifest
    let known = search.stages.flatMap(\.members).map { member in
      (member.group, RunKind(member.run.configuration, manifest))
    }
    stepSeconds = Dictionary(grouping: known, by: \.0).mapValues { runs in
      runs.reduce(0) { $0 + costs.seconds($1.1, epochs: 1) } / Double(runs.count)
    }
    budget = (search.rungs.budgets.last ?? nil) ?? known.map(\.1.epochs).max() ?? 1
    let spreads = Set(known.map(\.1)).map(costs.spread)
    spread = (spreads.map(\.lowerBound).min() ?? 1)...(spreads.map(\.upperBound).max() ?? 1)
    isKnown = !known.isEmpty && known.allSatisfy { costs.knows($0.1) }
  }

  private var spec: SweepSpec { search.space.spec }

  /// How far a whole run goes.
  private let budget: Int

  var all: [LaterStages.Stage] { rungs + rounds + chosen }

  private func stage(
    _ words: String, _ runs: [Int: Int], steps: Int
  ) -> LaterStages.Stage {
    let mean = stepSeconds.values.reduce(0, +) / Double(max(1, stepSeconds.count))
    let each = { (group: Int) in (stepSeconds[group] ?? mean) * Double(steps) }
    return LaterStages.Stage(
      words: words, runs: runs.values.reduce(0, +),
      seconds: (
        runs.sorted { $0.key < $1.key }.reduce(0) { $0 + each($1.key) * Double($1.value) },
        runs.keys.map(each).max() ?? 0
      ))
  }

  /// The rungs above the one that is on: promoted runs go on from where they are.
  private var rungs: [LaterStages.Stage] {
    guard let last = search.stages.last, case .rung(let rung, let of, _) = last.kind else {
      return []
    }
    let counts = search.trialCounts(last).mapValues { search.rungs.counts(of: $0) }
    let budgets = search.rungs.budgets.map { $0 ?? budget }
    return stride(from: rung + 1, to: of, by: 1).map { next in
      stage(
        "rung \(next + 1) of \(of)", counts.mapValues { $0[next - rung] * spec.seeds.count },
        steps: budgets[next] - budgets[next - 1])
    }
  }

  /// The rounds that a search program has not been asked for.
  private var rounds: [LaterStages.Stage] {
    guard let search = spec.search, case .program = search.method else { return [] }
    let asked = self.search.stages.last.map { $0.round + 1 } ?? 0
    return stride(from: asked, to: self.search.rounds, by: 1).map { round in
      let left = min(search.round, (search.trials ?? 0) - round * search.round)
      let groups = self.search.space.crossed.indices.map { ($0, left * spec.seeds.count) }
      return stage(
        "round \(round + 1) of \(self.search.rounds)", Dictionary(uniqueKeysWithValues: groups),
        steps: budget)
    }
  }

  private var chosen: [LaterStages.Stage] {
    guard let seeds = spec.selection?.seeds, search.stages.last?.kind != .selected else {
      return []
    }
    let groups = search.space.crossed.indices.map { ($0, seeds.count) }
    return [stage("the chosen", Dictionary(uniqueKeysWithValues: groups), steps: budget)]
  }
}

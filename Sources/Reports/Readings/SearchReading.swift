import Experiments

/// How a sweep's search went, followed again from its results: the same as when it was run.
struct SearchReading: Sendable {
  /// The spec.
  let spec: SweepSpec
  /// The search.
  let rounds: SearchRounds
  /// Every trial, by round, group and number.
  let trials: [TrialReading]
  /// The runs that stand for the search, in the plan's order: the chosen with their seeds; until they
  /// are known, the winners, or the best trial of each group so far.
  let chosen: [RunResult]
  /// The runs of the chosen, by group; empty where the spec wants none.
  let tested: [Int: [RunResult]]

  /// Follows the search of a sweep; `nil` where it is none, or its results are of another spec.
  init?(_ results: SweepResults, _ spec: SweepSpec) {
    guard spec.isSearched, let rounds = Self.rounds(results, spec) else { return nil }
    let runs = Dictionary(results.runs.map { ($0.run.id, $0) }) { first, _ in first }
    self.spec = spec
    self.rounds = rounds
    trials = TrialReading.all(of: rounds, runs)
    tested = Self.tested(rounds, runs)
    let ids = Self.chosen(rounds, trials, tested, spec.searchMetric)
    let named = Dictionary(tested.values.joined().map { ($0.run.id, $0) }) { first, _ in first }
    chosen = results.runs.filter { ids.contains($0.run.id) }.map { named[$0.run.id] ?? $0 }
  }

  /// By what trials were compared.
  var metric: MetricDeclaration? { spec.searchMetric }

  /// What the table of results adds to its words.
  var shownWords: String {
    let rest = " All trials are under Search."
    if !tested.isEmpty { return " These are the chosen, with the seeds that judge them." + rest }
    return rounds.winners.isEmpty
      ? " This is the best trial of each group." + rest
      : " These are the chosen, as they were tried." + rest
  }

  /// The parameters that were searched, each by its path.
  var paths: [String] {
    rounds.space.sampled.flatMap(\.paths)
  }

  /// What a group is called; empty where there is one.
  func group(_ place: Int) -> String { rounds.space.crossed[place].label }

  /// Whether there are several groups.
  var hasGroups: Bool { rounds.space.crossed.count > 1 }

  // MARK: - Following

  private static func rounds(_ results: SweepResults, _ spec: SweepSpec) -> SearchRounds? {
    let outcomes = results.runs.map { ($0.run.id, SearchOutcome($0.state, $0.lastValues)) }
    let knowledge = SearchKnowledge(
      outcomes: Dictionary(outcomes) { first, _ in first }, answers: results.answers)
    let plan = try? Plan(
      spec, name: results.sweep.name, facts: facts(results), knowledge: knowledge)
    guard let rounds = plan?.search else { return nil }
    let known = Set(results.runs.map(\.run.id))
    let first = rounds.stages.first?.members ?? []
    return first.allSatisfy { known.contains($0.run.id) } ? rounds : nil
  }

  /// What counts and is no parameter; that of trials is in the first run.
  private static func facts(_ results: SweepResults) -> [ParameterValues.Entry] {
    let manifest = results.sweep.manifest
    return results.runs.first?.run.configuration.values.entries
      .filter { manifest.parameter($0.path) == nil } ?? []
  }

  // MARK: - The chosen

  private static func tested(
    _ rounds: SearchRounds, _ runs: [String: RunResult]
  ) -> [Int: [RunResult]] {
    let members = rounds.stages.filter { $0.kind == .selected }.flatMap(\.members)
    let labels = Dictionary(
      rounds.winners.compactMap { winner in
        winner.trial.map { (winner.group, rounds.space.labelOfChosen($0)) }
      }
    ) { first, _ in first }
    // One that was a trial before is called as such, since equal runs are one.
    return Dictionary(grouping: members, by: \.group).mapValues { members in
      members.compactMap { member in
        runs[member.run.id].map { result in
          let label = labels[member.group] ?? result.run.label
          return result.named("\(label),seed=\(result.run.configuration.seed)")
        }
      }
    }.filter { !$0.value.isEmpty }
  }

  private static func chosen(
    _ rounds: SearchRounds, _ trials: [TrialReading], _ tested: [Int: [RunResult]],
    _ metric: MetricDeclaration?
  ) -> Set<String> {
    if !tested.isEmpty { return Set(tested.values.joined().map(\.run.id)) }
    let winners = Set(rounds.winners.compactMap(\.trial))
    let shown =
      winners.isEmpty
      ? rounds.space.crossed.indices.compactMap { group in
        TrialReading.ranked(trials.filter { $0.trial.group == group }, metric).first
      } : trials.filter { winners.contains($0.trial) }
    return Set(shown.flatMap(\.runs).map(\.run.id))
  }
}

extension RunResult {
  /// The last value of each metric.
  fileprivate var lastValues: [MetricName: Double] {
    metrics.reduce(into: [:]) { values, entry in
      for metric in entry.metrics { values[metric.name] = metric.value }
    }
  }
}

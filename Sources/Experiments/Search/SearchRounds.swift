/// A search as far as it can be told from what is known: a pure function of the spec and of complete
/// results, so it does not matter how many runs went at a time, which of them came first, or how often
/// they were stopped.
public struct SearchRounds: Sendable {
  /// What keeps a search from going on.
  public enum Pause: Hashable, Sendable {
    /// Runs of the last stage have not come to their end.
    case runs
    /// Runs of the last stage failed, so that nothing may follow from them yet: their labels.
    case failures([String])
    /// A search program is to be asked.
    case question(SearchQuestion)
    /// A search program gave values that no trial may have.
    case refused(String)
  }

  /// The stages so far, in order.
  public private(set) var stages: [SearchStage] = []
  /// All trials so far, by group and number.
  public private(set) var trials: [SearchTrial] = []
  /// What was chosen for each group; empty until every trial was done.
  public private(set) var winners: [SearchWinner] = []
  /// What it waits for; `nil` where it is done.
  public private(set) var pause: Pause?
  /// How many rounds of trials there are.
  public let rounds: Int
  /// How far trials go.
  public let rungs: RungPlan

  /// What is searched.
  public let space: SearchSpace
  private var spec: SweepSpec { space.spec }
  private let knowledge: SearchKnowledge
  /// The value of each trial at the last rung that it came to.
  private var values: [SearchTrial.Key: Double] = [:]

  /// Follows a search as far as it goes.
  ///
  /// - Parameter maker: Makes its runs; holds all of them afterwards.
  init(_ spec: SweepSpec, _ knowledge: SearchKnowledge, _ maker: inout RunMaker) {
    self.knowledge = knowledge
    space = SearchSpace(spec)
    rungs = RungPlan(spec.search?.halving, budget: Self.budget(spec))
    rounds = Self.rounds(spec.search)
    pause = follow(&maker)
  }

  private static func budget(_ spec: SweepSpec) -> Int? {
    spec.manifest.parameter(.budget).flatMap { spec.value($0.path, [:])?.integer }
  }

  private static func rounds(_ search: SearchSpec?) -> Int {
    guard let search, case .program = search.method, let trials = search.trials else { return 1 }
    return (trials + search.round - 1) / search.round
  }

  private mutating func follow(_ maker: inout RunMaker) -> Pause? {
    var finalists: [SearchTrial] = []
    for round in 0..<rounds {
      var asked: [SearchTrial] = []
      for group in space.crossed.indices {
        switch trials(of: round, group) {
        case .success(let found): asked += found
        case .failure(let stop): return stop.pause
        }
      }
      trials += asked
      switch climb(asked, round, &maker) {
      case .success(let found): finalists += found
      case .failure(let stop): return stop.pause
      }
    }
    return select(finalists, &maker)
  }

  private struct Stop: Error { let pause: Pause }

  // MARK: - Trials

  private func trials(of round: Int, _ group: Int) -> Result<[SearchTrial], Stop> {
    switch spec.search?.method ?? .grid {
    case .grid: .success(space.grid(group))
    case .drawn: .success(space.sample(group, count: spec.search?.trials ?? 0))
    case .program: told(round, group)
    }
  }

  /// The trials that a search program answered.
  private func told(_ round: Int, _ group: Int) -> Result<[SearchTrial], Stop> {
    let first = round * (spec.search?.round ?? 1)
    let count = min(spec.search?.round ?? 1, (spec.search?.trials ?? 0) - first)
    let answer = knowledge.answers.first { $0.round == round && $0.group == group }
    guard let answer else {
      let told = trials.filter { $0.group == group }.map {
        SearchQuestion.Told($0, value(of: $0))
      }
      let question = SearchQuestion(round: round, group: group, count: count, told: told)
      return .failure(Stop(pause: .question(question)))
    }
    do throws(RuleBroken) {
      return .success(try space.trials(answer, first: first))
    } catch {
      return .failure(Stop(pause: .refused(error.description)))
    }
  }

  // MARK: - Rungs

  /// Takes trials up the rungs; those that came to the last one.
  private mutating func climb(
    _ trials: [SearchTrial], _ round: Int, _ maker: inout RunMaker
  ) -> Result<[SearchTrial], Stop> {
    var alive = trials
    for (rung, budget) in rungs.budgets.enumerated() {
      let kind: SearchStage.Kind =
        budget.map { .rung(rung, of: rungs.budgets.count, budget: $0) } ?? .trials
      let members = alive.flatMap { trial in
        runs(of: trial, budget, &maker)
          .map { SearchStage.Member($0, group: trial.group, trial: trial.number) }
      }
      stages.append(SearchStage(kind, round: round, members: members))
      if let metric = spec.searchMetric?.name { values.merge(means(members, metric)) { $1 } }
      if let stop = unfinished(members) { return .failure(Stop(pause: stop)) }
      if rung + 1 < rungs.budgets.count { alive = promoted(alive) }
    }
    return .success(alive)
  }

  private func runs(
    of trial: SearchTrial, _ budget: Int?, _ maker: inout RunMaker
  ) -> [Run] {
    if trial.isLeftOut { return [] }
    let key = spec.manifest.parameter(.budget)?.key ?? ""
    let seeds = spec.seeds.filter { spec.allows(trial.chosen, seed: $0) }
    return maker.add(
      chosen: trial.chosen, seeds: seeds,
      label: budget.map { "\(trial.label),\(key)=\($0)" } ?? trial.label, budget: budget)
  }

  /// The ids of runs from which something follows already: those of all stages but the last.
  public var decidedRuns: Set<String> {
    Set(stages.dropLast().flatMap(\.members).map(\.run.id))
  }

  /// Why nothing may follow from a stage yet.
  private func unfinished(_ members: [SearchStage.Member]) -> Pause? {
    let outcomes = members.map { ($0.run, knowledge.outcomes[$0.run.id] ?? .waiting) }
    if outcomes.contains(where: { $0.1 == .waiting }) { return .runs }
    let failed = outcomes.filter { $0.1 == .failed }.map(\.0.label)
    return failed.isEmpty || spec.search?.failures == .worst ? nil : .failures(failed)
  }

  /// What a trial came to at the last rung that it has runs of, by what trials are compared by: the mean
  /// of its seeds; not finite where one of them is not, or is not finished.
  public func value(of trial: SearchTrial) -> Double { values[trial.key] ?? .nan }

  /// What trials came to in a stage: the mean of the seeds of each.
  private func means(
    _ members: [SearchStage.Member], _ metric: MetricName
  ) -> [SearchTrial.Key: Double] {
    Dictionary(grouping: members, by: \.key).mapValues { runs in
      let sum = runs.reduce(0) { sum, member in
        sum + (knowledge.outcomes[member.run.id] ?? .waiting).value(metric)
      }
      return sum / Double(runs.count)
    }
  }

  /// The best of each group, in the order in which they came.
  private func promoted(_ trials: [SearchTrial]) -> [SearchTrial] {
    let better = spec.searchMetric?.better ?? .lower
    let byGroup = Dictionary(grouping: trials, by: \.group)
    let kept = Set(
      byGroup.values.flatMap { group in
        ranked(group, values, better).prefix(rungs.promoted(of: group.count))
      })
    return trials.filter(kept.contains)
  }

  /// The best first; of equals, and of what has no finite value, the one that came first.
  private func ranked(
    _ trials: [SearchTrial], _ values: [SearchTrial.Key: Double],
    _ better: MetricDeclaration.Better
  ) -> [SearchTrial] {
    let value = { (trial: SearchTrial) in values[trial.key] ?? .nan }
    let finite = trials.filter { value($0).isFinite }
    let others = trials.filter { !value($0).isFinite }
    return finite.sorted { one, other in
      let (left, right) = (value(one), value(other))
      return left == right ? one.number < other.number : better.prefers(left, to: right)
    } + others.sorted { $0.number < $1.number }
  }

  // MARK: - Selection

  private mutating func select(_ finalists: [SearchTrial], _ maker: inout RunMaker) -> Pause? {
    guard let selection = spec.selection else { return nil }
    let last = rungs.budgets.count - 1
    let values = means(
      stages.filter { $0.isLast(of: last) }.flatMap(\.members), selection.metric)
    winners = space.crossed.indices.map { winner(of: $0, finalists, values, selection) }
    guard let seeds = selection.seeds else { return nil }
    let members = winners.flatMap { winner -> [SearchStage.Member] in
      guard let trial = winner.trial else { return [] }
      return maker.add(
        chosen: trial.chosen, seeds: seeds, label: space.labelOfChosen(trial),
        leavingOut: [SelectionSpec.factOfSearch]
      ).map { SearchStage.Member($0, group: winner.group, trial: trial.number) }
    }
    stages.append(SearchStage(.selected, round: rounds, members: members))
    return unfinished(members)
  }

  private func winner(
    of group: Int, _ finalists: [SearchTrial], _ values: [SearchTrial.Key: Double],
    _ selection: SelectionSpec
  ) -> SearchWinner {
    let own = finalists.filter { $0.group == group }
    let best = ranked(own, values, spec.manifest.metric(selection.metric).better).first
    let winner = best.flatMap { values[$0.key]?.isFinite ?? false ? $0 : nil }
    let tried = trials.filter { $0.group == group }
    return SearchWinner(
      group: group, trial: winner, value: winner.flatMap { values[$0.key] },
      configurations: tried.count, finalists: own.count,
      edges: winner.map { space.edges(of: $0) } ?? [])
  }
}

extension SearchStage {
  /// Whether its trials go to the last rung.
  fileprivate func isLast(of last: Int) -> Bool {
    switch kind {
    case .trials: true
    case .rung(let rung, _, _): rung == last
    case .selected: false
    }
  }
}

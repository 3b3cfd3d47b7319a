import Experiments

extension SearchRounds {
  /// What the stage that is on is, and what comes after it; a line each.
  package var stageWords: [String] {
    guard let stage = stages.last else { return [] }
    let round = rounds > 1 ? "round \(min(stage.round, rounds - 1) + 1) of \(rounds), " : ""
    switch stage.kind {
    case .trials: return ["\(round)\(count(stage, "trial"))"]
    case .rung(let rung, let of, let budget):
      let left = laterCounts(stage, after: rung, of: of)
      return [
        "\(round)rung \(rung + 1) of \(of): \(count(stage, "trial")) to \(unit) \(budget)"
          + (left.isEmpty ? "" : "; then the best \(list(left))")
      ]
    case .selected: return ["the chosen: \(count(stage, "configuration")) with their seeds"]
    }
  }

  /// Where it is, in a few words: `rung 2 of 4, 5 of 9 runs done`.
  ///
  /// - Parameter isDone: Whether a run, by its id, has come to its end.
  func place(_ isDone: (String) -> Bool) -> String {
    guard let stage = stages.last else { return "its first trials are not asked for yet" }
    let runs = Set(stage.members.map(\.run.id))
    let done = "\(runs.count(where: isDone)) of \(runs.count) runs done"
    if pause == nil { return "done, \(trials.count) trials" }
    let round = rounds > 1 ? "round \(min(stage.round, rounds - 1) + 1) of \(rounds), " : ""
    switch stage.kind {
    case .trials: return "\(round)\(count(stage, "trial")), \(done)"
    case .rung(let rung, let of, _): return "\(round)rung \(rung + 1) of \(of), \(done)"
    case .selected: return "the chosen, \(done)"
    }
  }

  /// How many trials of each group a stage has.
  func trialCounts(_ stage: SearchStage) -> [Int: Int] {
    Dictionary(grouping: stage.members, by: \.group).mapValues { Set($0.map(\.trial)).count }
  }

  /// How many trials the rungs after one have, each group by itself promoting its best.
  private func laterCounts(_ stage: SearchStage, after rung: Int, of: Int) -> [Int] {
    let groups = trialCounts(stage).values.map { rungs.counts(of: $0) }
    return (1..<max(1, of - rung)).map { place in groups.reduce(0) { $0 + $1[place] } }
  }

  var unit: String { space.spec.manifest.words.step }

  private func count(_ stage: SearchStage, _ noun: String) -> String {
    let counts = trialCounts(stage)
    let count = counts.values.reduce(0, +)
    let groups = counts.count > 1 ? " in \(counts.count) groups" : ""
    return "\(count) \(noun)\(count == 1 ? "" : "s")\(groups)"
  }

  private func list(_ counts: [Int]) -> String {
    counts.map(String.init).joined(separator: ", ")
  }
}

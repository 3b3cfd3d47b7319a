import Experiments

extension SearchRounds {
  /// What the stage that is on is, and what comes after it; a line each.
  package var stageWords: [String] {
    guard let stage = stages.last else { return [] }
    let round = rounds > 1 ? "round \(min(stage.round, rounds - 1) + 1) of \(rounds), " : ""
    switch stage.kind {
    case .trials: return ["\(round)\(count(stage, "trial"))"]
    case .rung(let rung, let of, let budget):
      let left = rungs.counts(of: trialCount(stage)).dropFirst(1).prefix(of - rung - 1)
      return [
        "\(round)rung \(rung + 1) of \(of): \(count(stage, "trial")) to \(unit) \(budget)"
          + (left.isEmpty ? "" : "; then the best \(list(Array(left)))")
      ]
    case .selected: return ["the chosen: \(count(stage, "configuration")) with their seeds"]
    }
  }

  private var unit: String { space.spec.manifest.words.step }

  private func trialCount(_ stage: SearchStage) -> Int {
    Set(stage.members.map { [$0.group, $0.trial] }).count
  }

  private func count(_ stage: SearchStage, _ noun: String) -> String {
    let count = trialCount(stage)
    return "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private func list(_ counts: [Int]) -> String {
    counts.map(String.init).joined(separator: ", ")
  }
}

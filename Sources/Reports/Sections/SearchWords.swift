import Experiments

/// Sentences on a search.
struct SearchWords {
  private let search: SearchReading

  /// Takes a search.
  init(_ search: SearchReading) { self.search = search }

  /// How trials were made and compared.
  var method: String {
    let parts = [trials, rounds, halving, compared, ends]
    return parts.compactMap { $0 }.joined(separator: " ")
  }

  /// Why it did not come to its end; empty where it did.
  var pause: [String] {
    switch search.rounds.pause {
    case nil: []
    case .runs: ["The search goes on: some of its runs have not come to their end."]
    case .failures(let labels):
      [
        "The search waits: \(labels.count) of its runs failed, \(CleanText.short(labels[0], 60)) "
          + "the first, and nothing may follow from them until they were run again."
      ]
    case .question: ["The search goes on: its program has not yet said what to try next."]
    case .refused(let words):
      ["The search stopped: its program asked for what no trial may have: \(words)"]
    }
  }

  private var trials: String {
    let made = search.trials.count
    let groups = search.rounds.space.crossed.count
    let each = groups > 1 ? " in \(groups) groups" : ""
    let seed = search.spec.search?.seed ?? 0
    return switch search.spec.search?.method ?? .grid {
    case .grid: "\(made) trials\(each): every combination of the values."
    case .drawn(.random): "\(made) trials\(each): independent draws, seed \(seed)."
    case .drawn(.sobol): "\(made) trials\(each): scrambled Sobol points, seed \(seed)."
    case .program(let command, inputs: _):
      "\(made) trials\(each), asked for by the program "
        + command.map(Commands.quoted).joined(separator: " ") + ", seed \(seed)."
    }
  }

  private var rounds: String? {
    let rounds = search.rounds.rounds
    guard rounds > 1, let size = search.spec.search?.round else { return nil }
    return "They came in \(rounds) rounds of at most \(size): a round follows from the results of "
      + "those before it."
  }

  private var halving: String? {
    guard search.rounds.rungs.budgets.count > 1, let halving = search.spec.search?.halving else {
      return nil
    }
    return "One of \(halving.factor) goes on from each rung, and goes on from its own checkpoint "
      + "where its program keeps one."
  }

  private var compared: String? {
    search.metric.map { metric in
      let seeds = search.spec.seeds.count
      let mean = seeds > 1 ? " (the mean of \(seeds) seeds)" : ""
      let direction = metric.better == .neither ? "" : "; \(metric.better.rawValue) is better"
      return "They are compared by \(metric.inText)\(mean)\(direction)."
    }
  }

  /// How many ended in which way; those that diverged or failed are the worst, and are counted.
  private var ends: String? {
    let counts = TrialReading.End.allCases.compactMap { end -> String? in
      let count = search.trials.count { $0.end == end }
      return count == 0 ? nil : "\(count) \(words(end))"
    }
    return counts.isEmpty ? nil : "Of all, " + counts.joined(separator: ", ") + "."
  }

  private func words(_ end: TrialReading.End) -> String {
    switch end {
    case .finished: "went to the end"
    case .stopped: "stopped early"
    case .diverged: "diverged"
    case .failed: "failed"
    case .leftOut: "left out by the specification"
    case .open: "not finished"
    }
  }
}

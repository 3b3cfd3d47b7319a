import Experiments
import Statistics

/// Runs by all but their seed, as statistics take them: what each seed gave.
struct SeedGroups: Sendable {
  /// The groups with a value, by a label without a seed.
  let groups: [Group]
  /// The labels of those without any value yet.
  let empty: [String]

  /// Takes a value of each run that came to its end; one that diverged has none that is finite.
  init(_ groups: [RunGroup], _ value: (RunResult) -> Double?) {
    var found: [Group] = []
    var empty: [String] = []
    for group in groups {
      let label = RunGroup.label(of: group.runs[0].run)
      let values = group.runs.compactMap { run -> (Int, Double)? in
        switch run.state {
        case .finished: value(run).map { (run.run.configuration.seed, $0) }
        case .diverged: (run.run.configuration.seed, .nan)
        case .pending, .running, .interrupted, .failed: nil
        }
      }
      if values.isEmpty {
        empty.append(label)
      } else {
        found.append(Group(label, Dictionary(values) { first, _ in first }))
      }
    }
    self.groups = found
    self.empty = empty
  }

  /// Whether neighbouring groups share two seeds, so that they can be compared at all.
  static func share(_ groups: [RunGroup]) -> Bool {
    let seeds = groups.map { Set($0.runs.map(\.run.configuration.seed)) }.filter { $0.count > 1 }
    return zip(seeds, seeds.dropFirst()).contains { $0.intersection($1).count > 1 }
  }

  /// What a label's seeds gave; of a search, what its chosen gave.
  func values(of label: String) -> [Int: Double] {
    let names = [label, "\(label),\(SearchSpace.best)"]
    return groups.first { names.contains($0.name) }?.values ?? [:]
  }
}

extension Direction {
  /// Which numbers of a metric are good ones; `nil` where none are declared so.
  init?(_ metric: MetricDeclaration) {
    switch metric.better {
    case .lower: self = .lower
    case .higher: self = .higher
    case .neither: return nil
    }
  }
}

import Experiments
import Statistics

/// Runs of a sweep that differ in nothing but their seed.
struct RunGroup: Sendable {
  /// The runs' label without the seed.
  let label: String
  /// The runs, in the plan's order; at least one.
  let runs: [RunResult]

  /// The run whose figures stand for the group: the first that got to its end, else the first that
  /// got anywhere, else the first.
  var shown: RunResult {
    runs.first { $0.state == .finished }
      ?? runs.first { !$0.reconstructions.isEmpty || !$0.artifacts.isEmpty } ?? runs[0]
  }

  /// The runs that got to their end.
  var finished: [RunResult] { runs.filter { $0.state == .finished } }

  /// What the runs share; its seed means nothing.
  var configuration: Configuration { runs[0].run.configuration }

  /// A metric's mean over the finished runs, or where there is none over those begun, at the epochs
  /// where each of them has a value: a seed just begun would cut off the others' line.
  func means(_ name: MetricName) -> [(epoch: Int, value: Double)] {
    let curves = (finished.isEmpty ? runs : finished).map { $0.curve(name) }
    let begun = curves.filter { !$0.isEmpty }
    let byEpoch = Dictionary(grouping: begun.joined(), by: \.epoch)
    return byEpoch.keys.sorted().compactMap { epoch in
      let values = byEpoch[epoch, default: []].map(\.value)
      guard values.count == begun.count, let mean = Summary(values).mean else { return nil }
      return (epoch, mean)
    }
  }

  /// The mean of a metric's last values of the finished runs.
  func mean(_ name: MetricName) -> Double? { Summary(values(name)).mean }

  /// The last values of a metric of the finished runs.
  func values(_ name: MetricName) -> [Double] {
    finished.compactMap { $0.last(name)?.value }
  }
}

extension SweepResults {
  /// The runs by all but their seed, in the plan's order.
  var groups: [RunGroup] {
    var places: [ParameterValues: Int] = [:]
    var groups: [[RunResult]] = []
    for run in runs {
      let key = run.run.configuration.values
      if let place = places[key] {
        groups[place].append(run)
      } else {
        places[key] = groups.count
        groups.append([run])
      }
    }
    return groups.map { RunGroup(label: Self.label(of: $0), runs: $0) }
  }

  /// The published figures of a group: by its own label, or by that of its only run.
  func published(for group: RunGroup) -> [MetricName: Double] {
    let chosen = ",\(SearchSpace.best)"
    let version = group.label.hasSuffix(chosen) ? String(group.label.dropLast(chosen.count)) : nil
    return sweep.published[group.label] ?? sweep.published[group.runs[0].run.label]
      ?? version.flatMap { sweep.published[$0] } ?? [:]
  }

  private static func label(of runs: [RunResult]) -> String {
    runs.count > 1 ? RunGroup.label(of: runs[0].run) : runs[0].run.label
  }
}

extension RunGroup {
  /// A run's label without its seed.
  static func label(of run: Run) -> String {
    let parts = run.label.split(separator: ",", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("seed=") }
    return parts.isEmpty ? "all seeds" : parts.joined(separator: ",")
  }
}

import Experiments

/// The published table with our numbers in it: a row a run, or a row for all seeds of one.
struct ResultsSection: Section {
  func blocks(of results: SweepResults) -> [Block] {
    let groups = results.groups
    let hasSeeds = groups.contains { $0.runs.count > 1 }
    let isPictured = groups.count <= SweepResults.mostFigures
    let rows = groups.map { row($0, results, hasSeeds: hasSeeds, isPictured: isPictured) }
    let table = Table(columns(hasSeeds), rows: [truth(results, hasSeeds: hasSeeds)] + rows)
    return [.heading(level: 2, "Results"), .text(words(hasSeeds, isPictured)), .table(table)]
      + (hasSeeds ? [eachSeed(groups)] : [])
      + (results.sweep.dataset?.isCharacterTrajectories == true ? tips : [])
  }

  private func columns(_ hasSeeds: Bool) -> [Table.Column] {
    let columns: [Table.Column] = [
      "Version", "Plots", .number("Train MSE"), .number("Test MSE"), .number("published train"),
      .number("published test"),
    ]
    return columns + (hasSeeds ? [.number("Seeds")] : [])
  }

  private func truth(_ results: SweepResults, hasSeeds: Bool) -> [[Inline]] {
    let picture = results.groundTruthPicture(width: 250).map { [Inline.picture($0)] } ?? []
    let empty: [[Inline]] = Array(repeating: [], count: hasSeeds ? 5 : 4)
    return [[.text("Ground Truth")], picture] + empty
  }

  private func row(
    _ group: RunGroup, _ results: SweepResults, hasSeeds: Bool, isPictured: Bool
  ) -> [[Inline]] {
    let published = results.published(for: group)
    let texts = [
      cell(group, .trainMSE), cell(group, .testMSE),
      NumberText.fixed(published?.trainMSE), NumberText.fixed(published?.testMSE),
    ]
    let picture = isPictured ? plot(group.shown, results) : []
    let seeds: [[Inline]] = hasSeeds ? [[.text(seeds(group))]] : []
    return [[.text(group.label)], picture] + texts.map { [.text($0)] } + seeds
  }

  private func plot(_ run: RunResult, _ results: SweepResults) -> [Inline] {
    run.reconstructions.last.map { [.picture(results.picture(of: $0, in: run, width: 250))] } ?? []
  }

  private func cell(_ group: RunGroup, _ name: MetricName) -> String {
    guard group.runs.count > 1 else { return group.runs[0].cell(name) }
    let values = group.values(name)
    guard let mean = Statistics.mean(values) else { return group.shown.cell(name) }
    guard let deviation = Statistics.standardDeviation(values) else {
      return NumberText.fixed(mean)
    }
    return "\(NumberText.fixed(mean)) ± \(NumberText.fixed(deviation))"
  }

  private func seeds(_ group: RunGroup) -> String {
    let (finished, all) = (group.finished.count, group.runs.count)
    return finished == all ? "\(all)" : "\(finished) of \(all)"
  }

  private func words(_ hasSeeds: Bool, _ isPictured: Bool) -> String {
    "Train and Test MSE are ours: the mean squared error of the last evaluated state, with batch "
      + "statistics, as published. Lower is better."
      + (hasSeeds
        ? " Of several seeds: mean ± sample standard deviation of those that finished." : "")
      + (hasSeeds && isPictured ? " Plots show the first seed that finished." : "")
      + (isPictured
        ? "" : " More than \(SweepResults.mostFigures) rows: the plots of runs are left out.")
  }

  private func eachSeed(_ groups: [RunGroup]) -> Block {
    let rows = groups.flatMap(\.runs).map { run -> [[Inline]] in
      [
        [.text(run.run.label)], [.text("\(run.run.configuration.seed)")],
        [.text(run.cell(.trainMSE))], [.text(run.cell(.testMSE))],
      ]
    }
    let columns: [Table.Column] = [
      "Run", .number("Seed"), .number("Train MSE"), .number("Test MSE"),
    ]
    return .details(summary: "Each seed by itself", [.table(Table(columns, rows: rows))])
  }

  private var tips: [Block] {
    [
      .text("Two tips:"),
      .list([
        [.text("Let every trajectory start at zero.")],
        [
          .text(
            "Leave the amplitude of trajectories as it is: normalising it spoils reconstruction.")
        ],
      ]),
    ]
  }
}

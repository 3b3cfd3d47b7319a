import Experiments

/// Test MSE of all by epoch in one chart, and each run's train and test MSE in its own.
struct LossCurvesSection: Section {
  func blocks(of results: SweepResults) -> [Block] {
    let groups = results.groups.filter { group in
      group.runs.contains { $0.last(.testMSE) != nil }
    }
    guard !groups.isEmpty else { return [] }
    let lines = drawn(groups)
    let picture = Picture(
      path: "figures/test_mse.png", description: "Test MSE by epoch", width: nil,
      figure: Drawing.testLoss(of: lines))
    return [.heading(level: 2, "Loss curves"), .text(words(lines.count, of: groups.count))]
      + [.image(picture)] + each(results)
  }

  /// All in the plan's order, or where they are too many, those of the lowest test MSE.
  private func drawn(_ groups: [RunGroup]) -> [RunGroup] {
    guard groups.count > Drawing.mostLines else { return groups }
    let values = groups.map { group in
      Statistics.mean(group.values(.testMSE)).flatMap { $0.isFinite ? $0 : nil } ?? .infinity
    }
    let order = groups.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    return order.prefix(Drawing.mostLines).sorted().map { groups[$0] }
  }

  private func words(_ drawn: Int, of all: Int) -> String {
    let text = "Test MSE with batch statistics at each evaluation; of several seeds, their mean."
    return drawn == all ? text : text + " Of \(all), the \(drawn) that ended lowest."
  }

  private func each(_ results: SweepResults) -> [Block] {
    let runs = results.picturedRuns.filter { $0.last(.testMSE) != nil }
    guard !runs.isEmpty else { return [] }
    return [.details(summary: "Each run, train and test", runs.map { .image($0.lossPicture) })]
  }
}

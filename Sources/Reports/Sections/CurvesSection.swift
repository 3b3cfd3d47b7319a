import Experiments

/// Metrics by state: the headline of all runs in one chart, and what else their trainer has drawn.
struct CurvesSection: SectionOfShown {
  /// The most charts of a sweep whose trainer does not say which it wants.
  private static let mostCharts = 24

  func blocks(of results: SweepResults) -> [Block] {
    results.sweep.manifest.words.curves.map { blocks(of: results, $0) } ?? charts(of: results)
  }

  // MARK: - As a trainer wants them

  private func blocks(of results: SweepResults, _ curves: CurveWords) -> [Block] {
    let manifest = results.sweep.manifest
    guard let metric = manifest.headline.map(manifest.metric) else { return [] }
    let groups = self.groups(of: results, metric.name)
    guard !groups.isEmpty else { return [] }
    let lines = drawn(groups, manifest)
    let text = curves.summary + rest(lines.count, of: groups.count, manifest)
    return [
      .heading(level: 2, curves.heading), .text(text),
      .image(results.picture(of: metric, in: lines)),
    ] + each(results, curves, metric.name)
  }

  private func each(
    _ results: SweepResults, _ curves: CurveWords, _ headline: MetricName
  ) -> [Block] {
    let runs = results.picturedRuns.filter { $0.last(headline) != nil }
    guard !runs.isEmpty else { return [] }
    let pictures = runs.map { Block.image($0.picture(curves, results.sweep.manifest)) }
    return [.details(summary: curves.each, pictures)]
  }

  // MARK: - Of any trainer

  /// A chart of each metric that has a curve at all: the headline first, what nobody declared last.
  private func charts(of results: SweepResults) -> [Block] {
    let manifest = results.sweep.manifest
    let names = order(results).filter { isCurve($0, results) }
    guard !names.isEmpty else { return [] }
    let pictures = names.prefix(Self.mostCharts).map { name -> Block in
      let groups = drawn(self.groups(of: results, name), manifest)
      return .image(results.picture(of: manifest.metric(name), in: groups))
    }
    let left = names.count - pictures.count
    return [.heading(level: 2, "Curves"), .text(words(results))] + pictures
      + (left > 0 ? [.text("\(left) more metrics have no chart here.")] : [])
  }

  private func words(_ results: SweepResults) -> String {
    let manifest = results.sweep.manifest
    let all = results.groups.count
    let text = "Each metric by \(manifest.words.step); of several seeds, their mean."
    return text + rest(min(all, Drawing.mostLines), of: all, manifest)
  }

  private func order(_ results: SweepResults) -> [MetricName] {
    let manifest = results.sweep.manifest
    let headline = manifest.headline.map { [$0] } ?? []
    return headline + manifest.metrics.map(\.name).filter { !headline.contains($0) }
      + results.undeclaredMetrics
  }

  private func isCurve(_ name: MetricName, _ results: SweepResults) -> Bool {
    results.runs.contains { run in
      var count = 0
      return run.metrics.contains { entry in
        count += entry.metrics.contains { $0.name == name } ? 1 : 0
        return count > 1
      }
    }
  }

  // MARK: - Lines

  private func groups(of results: SweepResults, _ name: MetricName) -> [RunGroup] {
    results.groups.filter { group in group.runs.contains { $0.last(name) != nil } }
  }

  /// All in the plan's order, or where they are too many, those of the best headline.
  private func drawn(_ groups: [RunGroup], _ manifest: Manifest) -> [RunGroup] {
    guard groups.count > Drawing.mostLines else { return groups }
    let metric = manifest.headline.map(manifest.metric)
    let sign = metric?.better == .higher ? -1.0 : 1.0
    let values = groups.map { group in
      metric.flatMap { group.mean($0.name) }.flatMap { $0.isFinite ? sign * $0 : nil } ?? .infinity
    }
    let order = groups.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    return order.prefix(Drawing.mostLines).sorted().map { groups[$0] }
  }

  private func rest(_ drawn: Int, of all: Int, _ manifest: Manifest) -> String {
    guard drawn < all else { return "" }
    guard let metric = manifest.headline.map(manifest.metric), metric.better != .neither else {
      return " Of \(all), the first \(drawn)."
    }
    return " Of \(all), the \(drawn) that ended \(metric.extreme)."
  }
}

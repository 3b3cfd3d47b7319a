import Experiments
import Statistics

/// What a search chose for each group, by what, and how the chosen did.
struct SelectionSection: SectionOfSpec {
  func blocks(of reading: SweepReading) -> [Block] {
    guard let search = reading.search, let selection = search.spec.selection else { return [] }
    let winners = search.rounds.winners
    guard !winners.isEmpty else {
      return [
        .heading(level: 2, "Selection"),
        .text("Nothing is chosen yet: not every trial has come to its end."),
      ]
    }
    return [.heading(level: 2, "Selection"), .text(words(search, selection))]
      + [choices(winners, search, selection)] + edges(winners, search) + test(search, selection)
  }

  private func words(_ search: SearchReading, _ selection: SelectionSpec) -> String {
    let manifest = search.spec.manifest
    let metric = manifest.metric(selection.metric)
    let each = search.hasGroups ? " of each group" : ""
    let text =
      "The trial\(each) with the \(metric.extreme) \(metric.inText) was chosen, of those that went "
      + "to the end."
    let isHeadline = metric.name == manifest.headline
    let warning =
      isHeadline
      ? " It was chosen by the metric that is reported, and the best of many looks better than it is"
        + (selection.seeds == nil ? "." : ", unless other seeds judge it.") : ""
    return text + warning
  }

  // MARK: - Choices

  private func choices(
    _ winners: [SearchWinner], _ search: SearchReading, _ selection: SelectionSpec
  ) -> Block {
    let metric = search.spec.manifest.metric(selection.metric)
    let paths = Array(search.paths.prefix(SearchSection.mostParameters))
    let columns: [Table.Column] =
      (search.hasGroups ? ["Group"] : [])
      + [.number("Candidates"), .number("To the end"), "Chosen"]
      + paths.map { .number($0) } + [.number(metric.title)]
    return .table(Table(columns, rows: winners.map { row($0, paths, search, metric) }))
  }

  private func row(
    _ winner: SearchWinner, _ paths: [String], _ search: SearchReading, _ metric: MetricDeclaration
  ) -> [[Inline]] {
    let chosen = winner.trial?.chosen ?? [:]
    let texts =
      (search.hasGroups ? [search.group(winner.group)] : [])
      + ["\(winner.configurations)", "\(winner.finalists)", winner.trial?.label ?? "none"]
      + paths.map { chosen[$0].map(ParameterTexts.text) ?? NumberText.missing }
      + [NumberText.metric(winner.value, metric)]
    return texts.map { [.text($0)] }
  }

  // MARK: - Edges

  private func edges(_ winners: [SearchWinner], _ search: SearchReading) -> [Block] {
    let items = winners.flatMap { winner in
      winner.edges.map { path -> [Inline] in
        let value = winner.trial?.chosen[path].map(ParameterTexts.text) ?? NumberText.missing
        let group = search.hasGroups ? "\(search.group(winner.group)): " : ""
        return [.text("\(group)\(path) lies at the end of its range (\(value)): widen it.")]
      }
    }
    guard !items.isEmpty else { return [] }
    return [.paragraph([.strong("The best may lie outside of what was tried.")]), .list(items)]
  }

  // MARK: - Test

  private func test(_ search: SearchReading, _ selection: SelectionSpec) -> [Block] {
    guard let seeds = selection.seeds else {
      return [.text("The specification does not run the chosen again with seeds of their own.")]
    }
    let groups = search.tested.keys.sorted().compactMap { search.tested[$0] }
    guard !groups.isEmpty else { return [.text("The chosen have not been run with their seeds.")] }
    let manifest = search.spec.manifest
    let metrics = manifest.columns.map(manifest.metric).filter { metric in
      groups.joined().contains { $0.last(metric.name) != nil }
    }
    let columns: [Table.Column] =
      ["Chosen", .number("n")] + metrics.map { .number($0.title) } + ["Not finished"]
    return [
      .text(
        "The chosen alone, run with \(seeds.count == 1 ? "one seed" : "\(seeds.count) seeds"): mean "
          + "± sample standard deviation of the n that finished."),
      .table(Table(columns, rows: groups.map { row($0, metrics) })),
    ]
  }

  private func row(_ runs: [RunResult], _ metrics: [MetricDeclaration]) -> [[Inline]] {
    let group = RunGroup(label: RunGroup.label(of: runs[0].run), runs: runs)
    let left = group.runs.count - group.finished.count
    let diverged = group.runs.count { $0.state == .diverged }
    let texts =
      [group.label, "\(group.finished.count)"]
      + metrics.map {
        NumberText.metric(Summary(group.values($0.name)), $0) ?? NumberText.missing
      }
      + [left == 0 ? "none" : diverged == 0 ? "\(left)" : "\(left), \(diverged) of them diverged"]
    return texts.map { [.text($0)] }
  }
}

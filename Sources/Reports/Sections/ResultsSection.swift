import Experiments
import Statistics

/// The table of results, published figures beside ours: a row a run, or a row for all seeds of one.
struct ResultsSection: Section {
  func blocks(of results: SweepResults) -> [Block] { blocks(of: results, said: "") }

  func blocks(of reading: SweepReading) -> [Block] {
    blocks(of: reading.shown, said: reading.search.map(\.shownWords) ?? "")
  }

  private func blocks(of results: SweepResults, said more: String) -> [Block] {
    let form = ResultsForm(results)
    let rows = form.groups.map { row($0, form) }
    let table = Table(columns(form), rows: truth(form) + rows)
    return [.heading(level: 2, "Results"), .text(ResultsWords(form).text + more), .table(table)]
      + (form.hasSeeds ? [eachSeed(form)] : []) + tips(results)
  }

  private func columns(_ form: ResultsForm) -> [Table.Column] {
    [Table.Column(form.words.version, isNumeric: false)]
      + (form.words.drawings.map { [Table.Column($0.column, isNumeric: false)] } ?? [])
      + (form.metrics.isEmpty ? ["State"] : form.metrics.map { .number($0.title) })
      + form.published.map { .number("published \($0.short)") }
      + (form.late.map { [.number("Late median, \($0.inText)")] } ?? [])
      + (form.hasSeeds ? [.number("Seeds")] : [])
  }

  private func truth(_ form: ResultsForm) -> [[[Inline]]] {
    guard form.words.drawings != nil else { return [] }
    let picture = form.results.groundTruthPicture(width: 250).map { [Inline.picture($0)] } ?? []
    let empty = Array(repeating: [Inline](), count: columns(form).count - 2)
    return [[[.text("Ground Truth")], picture] + empty]
  }

  private func row(_ group: RunGroup, _ form: ResultsForm) -> [[Inline]] {
    let published = form.results.published(for: group)
    return [[.text(group.label)]] + plot(group.shown, form) + values(group, form)
      + form.published.map { [.text(NumberText.metric(published[$0.name], $0))] }
      + (form.late.map { [[.text(lateMedian(group, $0, form.manifest))]] } ?? [])
      + (form.hasSeeds ? [[.text(seeds(group))]] : [])
  }

  private func plot(_ run: RunResult, _ form: ResultsForm) -> [[Inline]] {
    guard form.words.drawings != nil else { return [] }
    guard form.isPictured, let state = run.reconstructions.last else { return [[]] }
    return [[.picture(form.results.picture(of: state, in: run, width: 250))]]
  }

  private func values(_ group: RunGroup, _ form: ResultsForm) -> [[Inline]] {
    guard !form.metrics.isEmpty else { return [[.text(group.shown.state.rawValue)]] }
    return form.metrics.map { metric in
      let text = cell(group, metric, form.manifest)
      return form.isBest(group, metric) ? [.strong(text + " (best)")] : [.text(text)]
    }
  }

  private func cell(
    _ group: RunGroup, _ metric: MetricDeclaration, _ manifest: Manifest
  ) -> String {
    guard group.runs.count > 1 else { return group.runs[0].cell(metric.name, manifest) }
    return NumberText.metric(Summary(group.values(metric.name)), metric)
      ?? group.shown.cell(metric.name, manifest)
  }

  private func lateMedian(
    _ group: RunGroup, _ metric: MetricDeclaration, _ manifest: Manifest
  ) -> String {
    let medians = group.finished.compactMap {
      LateEvaluations(of: $0, manifest).median(metric.name)
    }
    return NumberText.metric(Summary(medians), metric) ?? NumberText.missing
  }

  private func seeds(_ group: RunGroup) -> String {
    let (finished, all) = (group.finished.count, group.runs.count)
    return finished == all ? "\(all)" : "\(finished) of \(all)"
  }

  private func eachSeed(_ form: ResultsForm) -> Block {
    let rows = form.groups.flatMap(\.runs).map { run in
      ([run.run.label, "\(run.run.configuration.seed)"]
        + form.metrics.map { run.cell($0.name, form.manifest) }).map { [Inline.text($0)] }
    }
    let columns: [Table.Column] =
      ["Run", .number("Seed")] + form.metrics.map { .number($0.title) }
    return .details(summary: "Each seed by itself", [.table(Table(columns, rows: rows))])
  }

  private func tips(_ results: SweepResults) -> [Block] {
    guard let data = results.sweep.dataset, let words = results.sweep.manifest.words.data,
      words.areOf(data)
    else { return [] }
    return [.text(words.introduction), .list(words.tips.map { [.text($0)] })]
  }
}

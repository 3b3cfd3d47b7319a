import Experiments

/// How trials were made and what came of them: the best so far, rungs, each parameter by itself.
struct SearchSection: SectionOfSpec {
  /// The most trials in the table.
  static let mostTrials = 50
  /// The most parameters with a part of their own.
  static let mostParameters = 12

  func blocks(of reading: SweepReading) -> [Block] {
    guard let search = reading.search else { return [] }
    let words = SearchWords(search)
    return [.heading(level: 2, "Search"), .text(words.method)] + words.pause.map { .text($0) }
      + progress(search) + rungs(search) + trials(search) + parameters(search)
  }

  // MARK: - Best so far

  private func progress(_ search: SearchReading) -> [Block] {
    guard let metric = search.metric, search.trials.contains(where: \.value.isFinite) else {
      return []
    }
    let many = search.rounds.space.crossed.count > Drawing.mostLines
    return [
      .text(
        "Each dot is a trial; the line is the best so far of those that went to the end. One that "
          + "stopped early has the value of the rung that it came to."
          + (many ? " Of all groups, the first \(Drawing.mostLines)." : "")),
      .image(
        Picture(
          path: "figures/search.png", description: "\(metric.title) by trial", width: nil,
          figure: SearchDrawing.progress(search, metric))),
    ]
  }

  // MARK: - Rungs

  private func rungs(_ search: SearchReading) -> [Block] {
    let budgets = search.rounds.rungs.budgets
    guard budgets.count > 1 else { return [] }
    let rows = budgets.enumerated().map { rung, budget in row(rung, budget, search) }
    let step = search.spec.manifest.words.steps
    let columns: [Table.Column] =
      [.number("Rung"), .number("Up to \(step)"), .number("Trials"), .number("Runs")]
      + ["Went on", "Stopped", "Diverged", "Failed", "Not finished"].map { .number($0) }
    return [.heading(level: 3, "Rungs"), .table(Table(columns, rows: rows))]
  }

  private func row(_ rung: Int, _ budget: Int?, _ search: SearchReading) -> [[Inline]] {
    let there = search.trials.filter { $0.rung >= rung && $0.end != .leftOut }
    let here = there.filter { $0.rung == rung }
    let isLast = rung + 1 == search.rounds.rungs.budgets.count
    let count = { (end: TrialReading.End) in here.count { $0.end == end } }
    let stages = search.rounds.stages.filter { stage in
      if case .rung(rung, of: _, budget: _) = stage.kind { true } else { false }
    }
    let wentOn = isLast ? "\(count(.finished)) to the end" : "\(there.count - here.count)"
    let runs = stages.reduce(0) { $0 + $1.members.count }
    let ends: [TrialReading.End] = [.stopped, .diverged, .failed, .open]
    let counts: [Int] = [there.count, runs]
    let texts: [String] =
      ["\(rung + 1)", budget.map(String.init) ?? ""] + counts.map(String.init) + [wentOn]
      + ends.map { String(count($0)) }
    return texts.map { [Inline.text($0)] }
  }

  // MARK: - Trials

  private func trials(_ search: SearchReading) -> [Block] {
    guard let metric = search.metric else { return [] }
    let ranked = TrialReading.ranked(search.trials, metric)
    let paths = Array(search.paths.prefix(Self.mostParameters))
    let shown = ranked.prefix(Self.mostTrials)
    let rows = shown.map { row($0, paths, search) }
    let columns: [Table.Column] =
      ["Trial"] + paths.map { .number($0) } + [.number(metric.title), "How far"]
    let words =
      ranked.count > shown.count
      ? "The first \(shown.count) of \(ranked.count) trials, the furthest and best first"
      : "Trials, the furthest and best first"
    return [.details(summary: words, [.table(Table(columns, rows: rows))])]
  }

  private func row(
    _ trial: TrialReading, _ paths: [String], _ search: SearchReading
  ) -> [[Inline]] {
    let values = paths.map { trial.trial.chosen[$0].map(ParameterTexts.text) ?? NumberText.missing }
    let isKnown = trial.value.isFinite || trial.end == .stopped || trial.end == .finished
    let value = isKnown ? NumberText.significant(trial.value) : NumberText.missing
    let end = trial.words(of: search.rounds.rungs.budgets.count)
    return ([trial.trial.label] + values + [value, end]).map { [.text($0)] }
  }

  // MARK: - Parameters

  private func parameters(_ search: SearchReading) -> [Block] {
    let axes = search.rounds.space.sampled
    guard let metric = search.metric, !axes.isEmpty,
      search.trials.contains(where: \.value.isFinite)
    else { return [] }
    let shown = axes.prefix(Self.mostParameters)
    let left = axes.count - shown.count
    return [
      .heading(level: 3, "Each parameter by itself"),
      .text(
        "What trials gave by the value of one parameter, whatever the others were"
          + (left > 0 ? "; \(left) more parameters are left out." : ".")),
    ] + shown.flatMap { SearchMarginal(search, $0, metric).blocks }
  }
}

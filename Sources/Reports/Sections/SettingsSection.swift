import Experiments

/// Where a sweep has axes besides labels and seeds: what each setting gave, the best marked.
struct SettingsSection: SectionOfShown {
  func blocks(of results: SweepResults) -> [Block] {
    let (groups, manifest) = (results.groups, results.sweep.manifest)
    let axes = ParameterTexts(manifest: manifest).axes(of: groups.map(\.configuration))
    guard !axes.isEmpty, !manifest.columns.isEmpty else { return [] }
    let best = bestPlaces(groups, manifest)
    let rows = groups.enumerated().map { row($1, axes, manifest, isBest: best.contains($0)) }
    let names = hasLabels(manifest) ? [manifest.words.version] : []
    let columns =
      names.map { Table.Column($0, isNumeric: false) } + axes.map { axis($0, groups) }
      + manifest.columns.map { .number(manifest.metric($0).title) }
    return [
      .heading(level: 2, "Settings"), .text(words(manifest)), .table(Table(columns, rows: rows)),
    ]
  }

  private func hasLabels(_ manifest: Manifest) -> Bool { !manifest.labels.isEmpty }

  private func axis(_ path: String, _ groups: [RunGroup]) -> Table.Column {
    let isText = groups.contains { $0.configuration[path]?.string != nil }
    return Table.Column(path, isNumeric: !isText)
  }

  private func words(_ manifest: Manifest) -> String {
    guard let metric = manifest.headline.map(manifest.metric), metric.better != .neither else {
      return "What each setting gave; of several seeds, the mean of those that finished."
    }
    let which = hasLabels(manifest) ? " of each \(manifest.words.version.lowercased())" : ""
    let choice = manifest.words.choice ?? "The best of many looks better than it is."
    return "The \(metric.extreme) \(metric.inText)\(which) stands out. \(choice)"
  }

  private func row(
    _ group: RunGroup, _ axes: [String], _ manifest: Manifest, isBest: Bool
  ) -> [[Inline]] {
    let texts = ParameterTexts(manifest: manifest)
    let settings = axes.map { [Inline.text(texts.text($0, of: group.configuration))] }
    let values = manifest.columns.map { name -> [Inline] in
      let text = NumberText.significant(group.mean(name))
      return isBest && name == manifest.headline ? [.strong(text + " (best)")] : [.text(text)]
    }
    let label = manifest.label { group.configuration[$0] }
    return (hasLabels(manifest) ? [[.text(label)]] : []) + settings + values
  }

  /// The places of each label's best mean headline; of equal ones, the first.
  private func bestPlaces(_ groups: [RunGroup], _ manifest: Manifest) -> Set<Int> {
    guard let metric = manifest.headline.map(manifest.metric), metric.better != .neither else {
      return []
    }
    var best: [String: (place: Int, value: Double)] = [:]
    for (place, group) in groups.enumerated() {
      let label = manifest.label { group.configuration[$0] }
      guard let value = group.mean(metric.name), value.isFinite else { continue }
      if best[label].map({ metric.better.prefers(value, to: $0.value) }) ?? true {
        best[label] = (place, value)
      }
    }
    return Set(best.values.map(\.place))
  }
}

extension MetricDeclaration {
  /// The better end of its values in words.
  var extreme: String {
    switch better {
    case .lower: "lowest"
    case .higher: "highest"
    case .neither: "last"
    }
  }

  /// Its title within a sentence; a name stays as it is.
  var inText: String {
    title == name.rawValue ? title : title.prefix(1).lowercased() + title.dropFirst()
  }
}

import Experiments

/// What a sweep's runs are made of, in their trainer's words: a row a label.
struct AboutSection: Section {
  func blocks(of results: SweepResults) -> [Block] {
    let manifest = results.sweep.manifest
    guard let about = manifest.words.about else { return [] }
    let rows = labels(results).compactMap { label in
      about.rows[label].map { cells in ([label] + cells).map { [Inline.text($0)] } }
    }
    let columns = ([manifest.words.version] + about.columns).map {
      Table.Column($0, isNumeric: false)
    }
    return rows.isEmpty
      ? [] : [.heading(level: 2, about.heading), .table(Table(columns, rows: rows))]
  }

  /// Each label once, in the order of the runs.
  private func labels(_ results: SweepResults) -> [String] {
    var seen: Set<String> = []
    return results.runs.map { run in
      results.sweep.manifest.label { run.run.configuration[$0] }
    }.filter { seen.insert($0).inserted }
  }
}

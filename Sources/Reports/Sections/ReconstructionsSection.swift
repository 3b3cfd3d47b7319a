import Experiments

/// The first test batch as each run gave it back, from the first state to the last.
struct ReconstructionsSection: SectionOfShown {
  func blocks(of results: SweepResults) -> [Block] {
    guard let words = results.sweep.manifest.words.drawings else { return [] }
    let runs = results.picturedRuns.filter { !$0.reconstructions.isEmpty }
    guard !runs.isEmpty else { return [] }
    return [.heading(level: 2, words.heading), .text(words.summary)]
      + runs.map { .details(summary: $0.run.label, states($0, results)) }
  }

  private func states(_ run: RunResult, _ results: SweepResults) -> [Block] {
    PictureRows.blocks(
      run.reconstructions.map { state in
        (
          "\(results.sweep.manifest.words.step) \(state.epoch)",
          results.picture(of: state, in: run, width: 250)
        )
      })
  }
}

/// Pictures beside each other, each under its title.
enum PictureRows {
  /// Tables of three columns; pages are not wider.
  static func blocks(_ pictures: [(title: String, picture: Picture)]) -> [Block] {
    stride(from: 0, to: pictures.count, by: 3).map { start in
      let row = pictures[start..<min(start + 3, pictures.count)]
      let columns = row.map { Table.Column($0.title, isNumeric: false) }
      return .table(Table(columns, rows: [row.map { [.picture($0.picture)] }]))
    }
  }
}

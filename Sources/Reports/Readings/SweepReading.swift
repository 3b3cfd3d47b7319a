import Experiments

/// A sweep's results beside what its spec says of them.
struct SweepReading: Sendable {
  /// What is shown.
  let results: SweepResults
  /// The spec; `nil` where the stored text is none that this version reads.
  let spec: SweepSpec?
  /// How the search went; `nil` of a sweep that is none.
  let search: SearchReading?
  /// The results, of a search with the chosen runs alone.
  let shown: SweepResults

  /// Reads the spec, and follows its search.
  init(_ results: SweepResults) {
    self.results = results
    let spec = Self.spec(of: results.sweep)
    self.spec = spec
    let search = spec.flatMap { SearchReading(results, $0) }
    self.search = search
    shown = search.map { results.with(runs: $0.chosen) } ?? results
  }

  private static func spec(of sweep: SweepRecord) -> SweepSpec? {
    // What a spec may say follows from the manifest alone; no configuration is read here.
    let trainers = Trainers(standard: sweep.manifest) { _ throws(RuleBroken) in }
    return try? SweepSpec.decode(Array(sweep.spec.utf8), file: sweep.name, trainers: trainers)
  }
}

extension SweepResults {
  /// The same sweep with some of its runs.
  fileprivate func with(runs: [RunResult]) -> SweepResults {
    SweepResults(
      sweep: sweep, groundTruth: groundTruth, runs: runs, wallClock: wallClock, answers: answers)
  }
}

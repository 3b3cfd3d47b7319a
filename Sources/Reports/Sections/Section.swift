import Experiments

/// A part of a report: a pure function of a sweep's results.
protocol Section: Sendable {
  /// The part's blocks; none where it has nothing to say.
  func blocks(of results: SweepResults) -> [Block]
  /// The same, of results beside what the sweep's spec says of them.
  func blocks(of reading: SweepReading) -> [Block]
}

extension Section {
  func blocks(of reading: SweepReading) -> [Block] { blocks(of: reading.results) }
}

/// A part that has something for each run, so that of a search it shows the chosen ones alone.
protocol SectionOfShown: Section {}

extension SectionOfShown {
  func blocks(of reading: SweepReading) -> [Block] { blocks(of: reading.shown) }
}

/// A part that needs the sweep's spec.
protocol SectionOfSpec: Section {}

extension SectionOfSpec {
  func blocks(of results: SweepResults) -> [Block] { blocks(of: SweepReading(results)) }
}

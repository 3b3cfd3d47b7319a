import Testing

/// What every suite of tests must have, so that a hang is noticed and a busy machine breaks nothing.
@Suite(.timeLimit(.minutes(60))) struct SuiteTests {
  /// Where suites start processes or train.
  private static let heavy = ["Benchmarks", "FaultTests", "SweepTests", "TrainingTests"]

  @Test func everySuiteHasATimeLimit() throws {
    let suites = try Self.suites()
    #expect(suites.count > 50)
    for suite in suites {
      #expect(
        suite.attribute.contains(".timeLimit("), "\(suite.place): add .timeLimit(.minutes(60))")
    }
  }

  @Test func suitesThatStartProcessesOrTrainRunOneAtATime() throws {
    for suite in try Self.suites() {
      let isHeavy = Self.heavy.contains { suite.place.hasPrefix("Tests/\($0)/") }
      if isHeavy || suite.attribute.contains(".heavy") {
        #expect(
          suite.attribute.contains(".serialized, .heavy"), "\(suite.place): .serialized, .heavy")
      }
    }
  }

  @Test func everyTestIsInASuite() throws {
    for file in try Repository.swiftFiles(under: "Tests") {
      let lines = try Repository.lines(of: file).map { $0.trimmingPrefix { $0 == " " } }
      guard let test = lines.firstIndex(where: { $0.hasPrefix("@Test") }) else { continue }
      let isInSuite = lines[..<test].contains { $0.hasPrefix("@Suite") }
      #expect(isInSuite, "\(file):\(test + 1): a test without @Suite has no time limit")
    }
  }

  /// Every `@Suite` with all its words, and where it is.
  private static func suites() throws -> [(place: String, attribute: String)] {
    try Repository.swiftFiles(under: "Tests").flatMap { file in
      let lines = try Repository.lines(of: file)
      return lines.indices.filter { lines[$0].hasPrefix("@Suite") }.map { start in
        let rest = lines[start...]
        let end = rest.firstIndex { $0.contains("struct ") } ?? start
        let words = rest[start...end].map { $0.trimmingPrefix { $0 == " " } }
        return ("\(file):\(start + 1)", words.joined(separator: " "))
      }
    }
  }
}

import Testing

/// Documents that name files rot unless a test reads them.
@Suite struct DocumentTests {
  static let documents = ["README.md", "ARCHITECTURE.md"]

  @Test(arguments: documents) func everyFileNamedInBackticksIsThere(_ document: String) throws {
    for (number, line) in try Repository.lines(of: document).enumerated() {
      for path in Self.quoted(line).flatMap(Self.paths) {
        #expect(Repository.has(path), "\(document):\(number + 1): \(path)")
      }
    }
  }

  @Test(arguments: documents) func everyLinkWithinTheRepositoryLeadsSomewhere(
    _ document: String
  ) throws {
    for (number, line) in try Repository.lines(of: document).enumerated() {
      for match in line.matches(of: #/\]\(([^)#:]+)\)/#) {
        let path = String(match.1)
        #expect(Self.isMade(path) || Repository.has(path), "\(document):\(number + 1): \(path)")
      }
    }
  }

  @Test func everyTargetHasItsRow() throws {
    let lines = try Repository.lines(of: "ARCHITECTURE.md")
    let targets = try Repository.folders(in: "Sources")
    #expect(!targets.isEmpty)
    for target in targets {
      #expect(lines.contains { $0.hasPrefix("| `\(target)`") }, "no row of \(target)")
    }
  }

  /// What stands in backticks on a line.
  private static func quoted(_ line: String) -> [String] {
    line.matches(of: #/`([^`]+)`/#).map { String($0.1) }
  }

  /// The words that look like files of this repository; `X` and `<...>` stand for any name.
  private static func paths(in text: String) -> [String] {
    let files = ["Package.swift", "Makefile", "README.md", "ARCHITECTURE.md", "CHANGELOG.md"]
    let folders = ["Sources/", "Tests/", "experiments/", ".ci/"]
    return text.split(separator: " ").map(String.init).filter { word in
      files.contains(word)
        || folders.contains { word.hasPrefix($0) } && !word.contains { "X<>{}*".contains($0) }
    }
  }

  /// What runs make, so that it need not be there.
  private static func isMade(_ path: String) -> Bool {
    ["save/", "reports/", "data/"].contains { path.hasPrefix($0) }
  }
}

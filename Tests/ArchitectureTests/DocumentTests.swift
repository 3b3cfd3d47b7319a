import Testing

/// Documents that name files rot unless a test reads them.
@Suite(.timeLimit(.minutes(60))) struct DocumentTests {
  static let documents = Repository.documents()

  @Test func theDocumentsAreFound() {
    #expect(Set(Self.documents).isSuperset(of: ["README.md", "ARCHITECTURE.md", "docs/specs.md"]))
  }

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
      for match in line.matches(of: #/\]\(([^)#:]+)(?:#[^)]*)?\)/#) {
        let path = Self.path(String(match.1), linkedFrom: document)
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
    let files = ["Package.swift", "Package.resolved", "Makefile", "LICENSE", "CHANGELOG.md"]
    let folders = ["Sources/", "Tests/", "experiments/", ".ci/", "docs/", "scripts/"]
    return text.split(separator: " ").map(String.init).filter { word in
      (files + documents).contains(word)
        || folders.contains { word.hasPrefix($0) } && !word.contains { "X<>{}*".contains($0) }
    }
  }

  /// A link's path relative to the top folder.
  private static func path(_ link: String, linkedFrom document: String) -> String {
    let folder = document.split(separator: "/").dropLast()
    let isAbove = link.hasPrefix("../")
    precondition(folder.count <= 1 && !link.dropFirst(3).contains("../"), "\(document): \(link)")
    return isAbove ? String(link.dropFirst(3)) : (folder + [link[...]]).joined(separator: "/")
  }

  /// What runs make, so that it need not be there.
  private static func isMade(_ path: String) -> Bool {
    ["save/", "reports/", "data/"].contains { path.hasPrefix($0) }
  }
}

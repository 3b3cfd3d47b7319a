import Testing

/// Keeps the targets' arrows as ARCHITECTURE.md has them: SwiftPM lets undeclared imports pass.
@Suite(.timeLimit(.minutes(60))) struct ImportTests {
  private let arrows: Arrows

  init() throws {
    arrows = Arrows(document: try Repository.lines(of: "ARCHITECTURE.md"))
  }

  @Test func everyTargetHasItsArrows() throws {
    let folders = try Repository.folders(in: "Sources")
    #expect(!folders.isEmpty)
    #expect(Set(folders).subtracting(arrows.targets.keys).isEmpty, "no line in ARCHITECTURE.md")
    #expect(Set(arrows.targets.keys).subtracting(folders).isEmpty, "no folder under Sources")
  }

  @Test func everyImportFollowsAnArrow() throws {
    for target in arrows.targets.keys.sorted() {
      for file in try Repository.swiftFiles(under: "Sources/\(target)") {
        for (number, line) in try Repository.lines(of: file).enumerated() {
          guard let found = Import(line: line) else { continue }
          let isAllowed = arrows.allow(target, toImport: found.module)
          #expect(
            isAllowed,
            "\(file):\(number + 1): \(target) may not import \(found.module) (ARCHITECTURE.md)")
        }
      }
    }
  }

  @Test func testsAreNamedAfterTheirTarget() throws {
    let others = [
      "ArchitectureTests", "Benchmarks", "CAllocations", "FaultHarness", "FaultShim", "FaultTests",
      "Fuzz", "SweepTests", "TestSupport", "TestSupportTests", "Torture",
    ]
    let targets = arrows.targets.keys.map { "\($0)Tests" }
    for folder in try Repository.folders(in: "Tests") {
      #expect(others.contains(folder) || targets.contains(folder), "Tests/\(folder)")
    }
  }

  @Test(arguments: [
    ("import Foundation", "Foundation"), ("@testable import Neural", "Neural"),
    ("  public import Crypto", "Crypto"), ("import struct Foundation.Data", "Foundation"),
    ("@_spi(Fast) @preconcurrency import CPNG", "CPNG"),
  ])
  func everyFormOfImportIsSeen(_ line: String, _ module: String) {
    #expect(Import(line: line)?.module == module)
  }

  @Test func wordsAboutImportsAreNone() {
    #expect(Import(line: "/// The import of a module.") == nil)
    #expect(Import(line: "let important = 1") == nil)
  }
}

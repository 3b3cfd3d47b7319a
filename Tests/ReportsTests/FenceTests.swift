import Experiments
import Foundation
import Letters
import Testing

@testable import Reports

/// The published reports follow from their committed results, byte for byte.
@Suite(.timeLimit(.minutes(60))) struct FenceTests {
  private static let reports = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../reports").standardized

  @Test(arguments: ["paper", "paper-seeds"])
  func everyFileOfAPublishedReportFollowsFromItsResults(_ name: String) throws {
    let folder = Self.reports.appending(path: name)
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "results.jsonl")))
    let results = try ResultsFile.decode(bytes, file: name, trainers: .letters)
    let committed = try ReportFolder(folder).files()
    #expect(committed.count > 40)
    let differences = try Report.standard.check(committed, against: results)
    #expect(differences == [], "\(differences.map(\.description).joined(separator: "\n"))")
    #expect(ResultsFile.encode(results) == bytes)
    let page = try #require(committed.first { $0.path == "report.html" })
    #expect(page.bytes.count < 5_000_000)
  }
}

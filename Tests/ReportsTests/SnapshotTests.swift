import Experiments
import Foundation
import Letters
import TestSupport
import Testing

@testable import Reports

/// Whole pages, as they were when somebody last read them (see `Snapshot`).
@Suite(.timeLimit(.minutes(60))) struct SnapshotTests {
  @Test(arguments: ["report.md", "report.html"])
  func aSmallReportIsAsItWas(_ page: String) throws {
    let files = try Report.standard.files(of: Self.small)
    let text = try #require(files.first { $0.path == page }).bytes
    try expect(String(decoding: text, as: UTF8.self).withoutPageText, toBe: page)
  }

  @Test func aComparisonIsAsItWas() throws {
    let runs = [
      Sample.run(Variant(.crnn, .gru)), Sample.run(Variant(.crnn, .lstm), latent: 32),
    ]
    try expect(Comparison(runs.map { (.letters, $0) }).text, toBe: "comparison.txt")
  }

  private func expect(_ text: String, toBe name: String) throws {
    let differences = try Snapshot(name).differences(from: text)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  /// The same and one more run, of a label.
  static func withRun(_ label: String) -> SweepResults {
    SweepResults(
      sweep: small.sweep, groundTruth: small.groundTruth,
      runs: small.runs + [Sample.run(Variant(.crnn, .gru), label: label)])
  }

  /// Finished, diverged, failed with log lines, interrupted and pending.
  static let small = Sample.results(
    [
      Sample.run(Variant(.cnn)),
      Sample.run(
        Variant(.rnn, .rnn), state: .diverged,
        metrics: [
          Sample.values(epoch: 0, train: 281, test: 282),
          Sample.values(epoch: 7, train: .nan, test: .infinity),
        ], figureEpochs: [0], failure: "diverged at epoch 7"),
      Sample.run(
        Variant(.rnn, .lstm), state: .failed, metrics: [], figureEpochs: [],
        failure: "crashed by signal 9\nlast log line: 1 < 2 ``` end"),
      Sample.run(
        Variant(.crnn, .gru), state: .interrupted, metrics: Sample.falling(to: 120),
        figureEpochs: [0, 100]),
      Sample.run(Variant(.resrnn, .rnn), state: .pending),
    ],
    published: [
      "cnn_ae": [.trainMSE: 0.74, .testMSE: 1.19],
      "rnn_ae": [.trainMSE: 94.97, .testMSE: 102.43],
    ],
    spec: #"{"cells":["rnn","lstm"],"name":"paper","train":{"epochs":300,"shuffle":true}}"#)
}

extension String {
  /// A page without the script and the style that every page has, so that what is kept can be read.
  var withoutPageText: String {
    replacing(PageText.script, with: "").replacing(PageText.style, with: "")
      .replacing(PageText.scriptDigest, with: "").replacing(PageText.styleDigest, with: "")
  }
}

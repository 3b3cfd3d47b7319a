import Experiments
import Foundation
import Testing

@testable import Reports

/// Whole pages beside this file. After a wanted change: `UPDATE_SNAPSHOTS=1 swift test ...`, then
/// read the difference.
@Suite(.timeLimit(.minutes(60))) struct SnapshotTests {
  @Test(arguments: ["report.md", "report.html"])
  func aSmallReportIsAsItWas(_ page: String) throws {
    let files = try Report.standard.files(of: Self.small)
    let text = try #require(files.first { $0.path == page }).bytes
    try compare(String(decoding: text, as: UTF8.self), with: page)
  }

  @Test func aComparisonIsAsItWas() throws {
    let runs = [
      Sample.run(Variant(.crnn, .gru)), Sample.run(Variant(.crnn, .lstm), latent: 32),
    ]
    try compare(Comparison(runs).text, with: "comparison.txt")
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
      "cnn_ae": PublishedResult(trainMSE: 0.74, testMSE: 1.19),
      "rnn_ae": PublishedResult(trainMSE: 94.97, testMSE: 102.43),
    ],
    spec: #"{"cells":["rnn","lstm"],"name":"paper","train":{"epochs":300,"shuffle":true}}"#)

  private func compare(_ text: String, with name: String, file: String = #filePath) throws {
    let url = URL(filePath: file).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] != nil {
      try Data(text.utf8).write(to: url)
    }
    let stored = try String(contentsOf: url, encoding: .utf8)
    let lines = (text.split(separator: "\n"), stored.split(separator: "\n"))
    for (new, old) in zip(lines.0, lines.1) where new != old {
      Issue.record("\(name):\n  now    \(new)\n  stored \(old)")
    }
    #expect(text == stored)
  }
}

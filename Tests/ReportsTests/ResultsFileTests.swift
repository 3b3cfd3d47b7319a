import Experiments
import Letters
import Testing

@testable import Reports

@Suite(.timeLimit(.minutes(60))) struct ResultsFileTests {
  /// What x86-64 gives for 0/0 has its sign bit set; the payload is ours.
  static let strangeNaN = Double(bitPattern: 0xFFF8_0000_0000_0001)

  static let results = Sample.results(
    [
      Sample.run(Variant(.cnn)),
      Sample.run(
        Variant(.rnn, .gru), state: .diverged,
        metrics: [
          Sample.values(
            epoch: 3, train: -0.0, test: strangeNaN, running: (.infinity, .leastNonzeroMagnitude))
        ],
        failure: "diverged\n\"quoted\" \u{1F600}"),
      Sample.run(Variant(.rnn, .lstm), state: .pending),
    ], published: ["cnn_ae": [.trainMSE: 0.74, .testMSE: 1.19]])

  @Test func whatIsWrittenIsReadBack() throws {
    let bytes = ResultsFile.encode(Self.results)
    #expect(
      try ResultsFile.decode(bytes, file: "results.jsonl", trainers: .letters) == Self.results)
  }

  @Test func theReportFollowsFromTheFileAlone() throws {
    let bytes = ResultsFile.encode(Self.results)
    let again = try ResultsFile.decode(bytes, file: "results.jsonl", trainers: .letters)
    #expect(try Report.standard.files(of: again) == Report.standard.files(of: Self.results))
  }

  @Test func whatCameOfTrainingAgainIsReadBackAndShown() throws {
    let attested = SweepResults(
      sweep: Self.results.sweep, groundTruth: nil,
      runs: zip(Self.results.runs, [true, false, nil]).map { $0.attested($1) })
    let bytes = ResultsFile.encode(attested)
    #expect(try ResultsFile.decode(bytes, file: "results.jsonl", trainers: .letters) == attested)
    let page = Markdown.page(Report.standard.blocks(of: attested))
    #expect(page.contains("| Trained again | 1 of 2 runs at their end, with the same bits; 1 with"))
    #expect(page.contains("**Not reproduced.** Trained again, other bits came out: gru"))
  }

  @Test func aFileThatKnowsNothingOfTrainingAgainReadsAsNoneAttested() throws {
    let bytes = ResultsFile.encode(Self.results)
    #expect(!String(decoding: bytes, as: UTF8.self).contains("attested"))
    let again = try ResultsFile.decode(bytes, file: "results.jsonl", trainers: .letters)
    #expect(again.runs.map(\.attested) == [nil, nil, nil])
  }

  @Test func thereIsALineForTheSweepTheTruthAndEachRun() {
    let lines = ResultsFile.encode(Self.results).split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 5)
    #expect(String(decoding: lines[0], as: UTF8.self).hasPrefix(#"{"circumstances":{"choice":"#))
    #expect(String(decoding: lines[1], as: UTF8.self).hasPrefix(#"{"ground_truth":["#))
  }

  @Test func aDataFilesFolderIsNotPublished() throws {
    let dataset = try #require(Self.results.sweep.dataset)
    let sweep = SweepRecord(
      name: "paper", spec: "{}", specSHA256: "0",
      dataset: DatasetRecord(
        name: dataset.name, choice: dataset.choice, fingerprint: dataset.fingerprint,
        sequences: 1, train: 1, test: 0, isSynthetic: false,
        source: .file(path: "/home/someone/secret/mixout.mat")), published: [:],
      manifest: .letters)
    let bytes = ResultsFile.encode(SweepResults(sweep: sweep, groundTruth: nil, runs: []))
    #expect(!String(decoding: bytes, as: UTF8.self).contains("someone"))
    let again = try ResultsFile.decode(bytes, file: "results.jsonl", trainers: .letters)
    #expect(again.sweep.dataset?.source == .file(path: "mixout.mat"))
    #expect(again.groundTruth == nil)
  }

  @Test func theWrongLineIsNamed() throws {
    var lines = Self.lines
    lines[3] = lines[3].replacing(#""state":"diverged""#, with: #""state":"asleep""#)
    let error = try #require(throws: ReportError.self) { try Self.decode(lines) }
    #expect(error.code == .malformed)
    #expect(error.line == 4)
    #expect(error.description.hasPrefix("results.jsonl:4: a run: state: "))
  }

  @Test func aFileCutShortIsRefused() throws {
    for count in 0..<Self.lines.count {
      let error = try #require(throws: ReportError.self) {
        try Self.decode(Array(Self.lines.prefix(count)))
      }
      #expect(error.code == .truncated, "\(count) lines")
    }
    let torn = try #require(throws: ReportError.self) {
      try ResultsFile.decode(
        Array(ResultsFile.encode(Self.results).dropLast(50)), file: "results.jsonl",
        trainers: .letters)
    }
    #expect(torn.line == 5)
  }

  @Test func anotherVersionAndForeignContentAreRefused() throws {
    var lines = Self.lines
    lines[0] = lines[0].replacing(#""version":1"#, with: #""version":2"#)
    #expect(
      try #require(throws: ReportError.self) { try Self.decode(lines) }.code == .unknownVersion)
    for text in ["hello", "[]", "{}", "\u{0}\u{1}", "{\"version\":1}"] {
      let error = try #require(throws: ReportError.self) { try Self.decode([text]) }
      #expect(error.code == .malformed)
      #expect(error.line == 1)
    }
    let more = try #require(throws: ReportError.self) {
      try Self.decode(Self.lines + [Self.lines[2]])
    }
    #expect(more.line == 6)
  }

  static let lines = String(decoding: ResultsFile.encode(results), as: UTF8.self)
    .split(separator: "\n").map { String($0) }

  static func decode(_ lines: [String]) throws -> SweepResults {
    try ResultsFile.decode(
      Array(lines.map { $0 + "\n" }.joined().utf8), file: "results.jsonl", trainers: .letters)
  }
}

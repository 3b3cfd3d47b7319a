import Experiments
import Foundation
import Letters
import TestSupport
import Testing

@testable import Reports

/// Pages in headless Chromium, used as a reader would: `scripts/page-check.py`.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct BrowserTests {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../scripts/page-check.py").standardized

  /// Whether Chromium and Python are here; without them these tests are skipped, and the run says so.
  static let hasBrowser = isThere("chromium") && isThere("python3")

  private static func isThere(_ program: String) -> Bool {
    let folders = ProcessInfo.processInfo.environment["PATH", default: ""].split(separator: ":")
    return folders.contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  /// Writes pages, each in a folder of its name, and has them checked.
  private func check(_ pages: [(name: String, results: SweepResults)]) throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "pages-\(UUID())")
    defer { try? FileManager.default.removeItem(at: place) }
    var files: [String] = []
    for (name, results) in pages {
      let report = try Report.standard.files(of: results)
      let page = try #require(report.first { $0.path == "report.html" })
      let folder = place.appending(path: name)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let file = folder.appending(path: "report.html")
      try Data(page.bytes).write(to: file)
      files.append(file.path)
    }
    let (code, words) = try run(files, in: place)
    #expect(code == 0, "\(words)")
  }

  private func run(_ arguments: [String], in place: URL) throws -> (code: Int32, words: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", Self.script.path] + arguments
    let log = place.appending(path: "log.txt")
    try Data().write(to: log)
    let handle = try FileHandle(forWritingTo: log)
    (process.standardOutput, process.standardError) = (handle, handle)
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOf: log, encoding: .utf8))
  }

  @Test(.enabled(if: hasBrowser, "no chromium or no python3: apt-get install chromium"))
  func theScriptsFunctionsGiveWhatIsExpected() throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "pages-\(UUID())")
    defer { try? FileManager.default.removeItem(at: place) }
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let (code, words) = try run(["--functions"], in: place)
    #expect(code == 0, "\(words)")
  }

  @Test(.enabled(if: hasBrowser, "no chromium or no python3: apt-get install chromium"))
  func pagesDoWhatTheyShow() throws {
    try check([
      ("letters", SnapshotTests.small), ("program", try ProgramSample.results()),
      ("labelled", Self.labelled), ("empty", Self.empty), ("unbegun", Self.unbegun),
    ])
  }

  @Test(.enabled(if: hasBrowser, "no chromium or no python3: apt-get install chromium"))
  func hostileNamesAndValuesBreakNothing() throws {
    try check([
      ("names", Self.named(EscapingTests.hostile + Self.longNames)),
      ("values", try Self.valued()), ("many", Self.many),
    ])
  }

  private static let longNames = [
    "<img src=x onerror=window.injected=1>", "</script><script>window.injected=1</script>",
    String(repeating: "w", count: 10_000), "__proto__", "constructor", "\u{202E}\u{2066}a\u{0}b",
    "=HYPERLINK(1)",
  ]

  /// Two variants, two sizes, three seeds.
  private static let labelled = Sample.results(
    [32, 64].flatMap { latent in
      [Variant(.crnn, .gru), Variant(.cnn)].flatMap { variant in
        (0..<3).map { seed in
          Sample.run(
            variant, label: "\(variant.label),latent=\(latent),seed=\(seed)",
            id: "\(latent)\(variant.label)\(seed)", seed: seed, latent: latent)
        }
      }
    })

  private static let empty = SweepResults(
    sweep: SnapshotTests.small.sweep, groundTruth: nil, runs: [])

  private static let unbegun = Sample.results([Sample.run(Variant(.cnn), state: .pending)])

  private static func named(_ names: [String]) -> SweepResults {
    Sample.results(
      names.enumerated().map { place, name in
        Sample.run(
          Variant(.cnn), label: name, id: "\(place)", latent: place + 1,
          state: place % 3 == 0 ? .failed : .finished, figureEpochs: [0, 300],
          failure: place % 3 == 0 ? "\(name)\n\(name)" : nil)
      }, name: "<b>&amp;")
  }

  /// All NaN, one point, zeros, huge and tiny ones: a run each, of every kind of curve.
  private static func valued() throws -> SweepResults {
    let plan = try ProgramSample.plan()
    let curves: [[Double]] = [
      [.nan, .nan, .nan], [0.5], [0, 0, 0], [1e300, -1e300, 1e300], [1e-300, 2e-300],
      [.infinity, 1, -.infinity], [1, 1, 1], [-1, -2, -3], [], [.leastNonzeroMagnitude, 1.7e308],
      [-0.0, 0.0],
      [3, .nan, 2],
    ]
    let runs = zip(plan.runs, curves).map { run, values in
      ProgramSample.outcome(
        run, .finished,
        values.enumerated().map { step, value in
          EpochMetrics(
            epoch: step, metrics: [Metric("accuracy", value), Metric("loss", value)])
        }, artifacts: [])
    }
    return SweepResults(sweep: plan.record, groundTruth: nil, runs: runs)
  }

  /// Five hundred curves.
  private static let many = Sample.results(
    (0..<500).map { place in
      Sample.run(
        Variant.table[place % 10], label: "run,latent=\(place)", id: "\(place)", latent: place + 1,
        metrics: (0...60).map {
          Sample.values(epoch: 5 * $0, train: 2, test: 300 / Double($0 + 1 + place % 40))
        }, figureEpochs: [])
    })
}

import Experiments
import Foundation
import Letters
import Testing

@testable import Reports

@Suite(.timeLimit(.minutes(60))) struct ReportTests {
  @Test func theSameResultsGiveTheSameBytes() throws {
    let results = SnapshotTests.small
    #expect(try Report.standard.files(of: results) == Report.standard.files(of: results))
  }

  @Test func pagesLinkToFilesThatAreThere() throws {
    let files = try Report.standard.files(of: SnapshotTests.small)
    let paths = Set(files.map(\.path))
    let page = try #require(files.first { $0.path == "report.md" })
    let text = String(decoding: page.bytes, as: UTF8.self)
    let links = text.matches(of: /src="([^"]*)"/).map { String($0.output.1) }
    #expect(!links.isEmpty)
    for link in links { #expect(paths.contains(link), "\(link)") }
    #expect(paths.isSuperset(of: ["report.md", "report.html", "results.jsonl"]))
    #expect(files.map(\.path) == paths.sorted())
  }

  @Test func aSweepWithoutAnyRunBegunHasAReport() throws {
    let record = SnapshotTests.small.sweep
    for runs in [[], [Sample.run(Variant(.cnn), state: .pending)]] {
      let files = try Report.standard.files(
        of: SweepResults(sweep: record, groundTruth: nil, runs: runs))
      #expect(files.map(\.path) == ["report.html", "report.md", "results.jsonl"])
    }
  }

  @Test func absurdNumbersInAFileOfResultsAreShownAndNotObeyed() throws {
    let run = Sample.run(
      Variant(.cnn), label: "x", epochs: 1_000_000, metrics: [], figureEpochs: [1_000_000],
      seconds: .greatestFiniteMagnitude)
    let huge = Checkpoint(epoch: 1_000_000, batch: 0, file: "x", sha256: "", bytes: 1 << 48)
    let absurd = RunResult(
      run: run.run, state: .interrupted, attempts: .max,
      metrics: [Sample.values(epoch: .min, train: 1e308, test: -1e308)],
      reconstructions: run.reconstructions, checkpoints: [huge, huge], seconds: run.seconds,
      sequences: .min, failure: nil, environment: nil)
    let results = Sample.results([absurd, absurd])
    let again = try ResultsFile.decode(
      ResultsFile.encode(results), file: "results.jsonl", trainers: .letters)
    #expect(again == results)
    #expect(try Report.standard.files(of: again).count > 3)
  }

  @Test func theReportAndTheRunsFolderShowTheSameFigure() throws {
    let run = Sample.run(Variant(.crnn, .gru))
    let truth = Sample.letters(scale: 1)
    let last = try #require(run.reconstructions.last)
    let own = [
      try RunFigures.reconstruction(epoch: last.epoch, last.panels, groundTruth: truth),
      try RunFigures.lossChart(of: run, .letters), try RunFigures.groundTruth(truth),
    ]
    #expect(own.map(\.path) == ["figs/cyc_300.png", "figs/loss.png", "figs/ground_truth.png"])
    let report = try Report.standard.files(of: Sample.results([run]))
    for (path, figure) in zip(
      ["figures/cgru_ae/cyc_300.png", "figures/cgru_ae/loss.png", "figures/ground_truth.png"], own)
    {
      let shown = try #require(report.first { $0.path == path })
      #expect(shown.bytes == figure.bytes)
    }
  }

  @Test func checkFindsEachKindOfDifference() throws {
    let results = SnapshotTests.small
    var files = try Report.standard.files(of: results)
    #expect(try Report.standard.check(files, against: results) == [])
    let page = try #require(files.firstIndex { $0.path == "report.md" })
    files[page] = ReportFile(path: "report.md", bytes: files[page].bytes + [0x0A])
    let figure = files.remove(at: try #require(files.firstIndex { $0.path.hasSuffix(".png") }))
    files.append(ReportFile(path: "figures/old.png", bytes: []))
    files.append(ReportFile(path: "notes.txt", bytes: []))
    let found = try Report.standard.check(files, against: results)
    #expect(
      Set(found) == [
        Difference(path: "report.md", kind: .differs),
        Difference(path: figure.path, kind: .missing),
        Difference(path: "figures/old.png", kind: .leftOver),
      ])
    #expect(found.map(\.path) == found.map(\.path).sorted())
  }

  @Test func aFolderIsWrittenReadAndTidied() throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID())")
    defer { try? FileManager.default.removeItem(at: place) }
    let folder = ReportFolder(place.appending(path: "paper"))
    #expect(try folder.files() == [])
    let files = try Report.standard.files(of: SnapshotTests.small)
    try folder.write(Report.standard.files(of: SnapshotTests.withRun("gone")), trainers: .letters)
    #expect(try folder.files().contains { $0.path.hasPrefix("figures/gone/") })
    let notes = folder.url.appending(path: "notes.txt")
    try Data("mine".utf8).write(to: notes)
    try folder.write(files, trainers: .letters)
    #expect(try folder.files() == files)
    #expect(FileManager.default.fileExists(atPath: notes.path))
  }

  @Test func aPictureThatNoReportWroteStays() throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID())")
    defer { try? FileManager.default.removeItem(at: place) }
    let folder = ReportFolder(place)
    try folder.write(Report.standard.files(of: SnapshotTests.withRun("gone")), trainers: .letters)
    let picture = place.appending(path: "figures/gone/mine.png")
    try Data("mine".utf8).write(to: picture)
    try folder.write(Report.standard.files(of: SnapshotTests.small), trainers: .letters)
    #expect(try Data(contentsOf: picture) == Data("mine".utf8))
    #expect(try folder.files().filter { $0.path.hasPrefix("figures/gone/") }.count == 1)
    try Data("no results".utf8).write(to: place.appending(path: "results.jsonl"))
    try folder.write([ReportFile(path: "report.md", bytes: [1])], trainers: .letters)
    #expect(try folder.files().contains { $0.path == "figures/ground_truth.png" })
  }

  @Test func nothingIsRemovedThroughALinkUnderFigures() throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID())")
    defer { try? FileManager.default.removeItem(at: place) }
    let folder = ReportFolder(place.appending(path: "paper"))
    try folder.write(Report.standard.files(of: SnapshotTests.withRun("gone")), trainers: .letters)
    let (gone, away) = (folder.url.appending(path: "figures/gone"), place.appending(path: "away"))
    try FileManager.default.moveItem(at: gone, to: away)
    try FileManager.default.createSymbolicLink(at: gone, withDestinationURL: away)
    let before = try FileManager.default.contentsOfDirectory(atPath: away.path).sorted()
    _ = try? folder.write(Report.standard.files(of: SnapshotTests.small), trainers: .letters)
    #expect(try FileManager.default.contentsOfDirectory(atPath: away.path).sorted() == before)
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID())")
    defer { try? FileManager.default.removeItem(at: place) }
    try Data().write(to: place)
    let error = try #require(throws: ReportError.self) {
      try ReportFolder(place).write([ReportFile(path: "report.md", bytes: [1])], trainers: .letters)
    }
    #expect(error.code == .unwritable)
    #expect(error.file == place.appending(path: "report.md").path)
  }

  @Test func tenThousandRunsTakeSecondsAndDrawOneChart() throws {
    let metrics = [0, 100, 200, 300].map { Sample.values(epoch: $0, train: 2, test: 3) }
    let runs = (0..<10_000).map { index in
      Sample.run(
        Variant.table[index % 10], label: "run,latent=\(index)", id: "\(index)", latent: index,
        metrics: metrics, figureEpochs: [])
    }
    let results = Sample.results(runs)
    let start = Self.threadSeconds()
    let files = try Report.standard.files(of: results)
    #expect(Self.threadSeconds() - start < 5)
    #expect(
      files.map(\.path) == [
        "figures/ground_truth.png", "figures/test_mse.png", "report.html", "report.md",
        "results.jsonl",
      ])
  }

  /// This thread's processor time: other tests and other programs do not count.
  private static func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

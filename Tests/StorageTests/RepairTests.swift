import Experiments
import Foundation
import Letters
import Testing

@testable import Storage

/// Damage of every kind, what is told of it, and what is left after a repair.
@Suite(.timeLimit(.minutes(60))) struct RepairTests {
  let folder: TestFolder

  /// Two finished runs, one never started, and the store closed.
  init() throws {
    folder = try TestFolder()
    let store = try folder.open()
    try store.register(Sample.sweep(), runs: Self.runs)
    for run in Self.runs.prefix(2) { try Self.finish(run.id, in: store) }
    try store.close()
  }

  static let runs = (0..<3).map { seed in
    Run(
      label: "run-\(seed)", configuration: Sample.configuration(seed: seed), folder: "r\(seed)",
      checkpointEvery: 10)
  }

  static func finish(_ run: String, in store: ResultStore) throws {
    try store.record(run, Sample.started(), .groundTruth(Sample.panels()))
    for epoch in 0...20 {
      var metrics = epoch > 0 ? [Metric(.trainLoss, 1 / Double(epoch))] : []
      if epoch % 10 == 0 {
        metrics += [.trainMSE, .testMSE, .trainMSERunning, .testMSERunning].map { Metric($0, 4) }
      }
      try store.record(run, .metrics(epoch: epoch, metrics))
    }
    let big = Panels([[Float](repeating: 1.25, count: 3000)])
    try store.record(
      run, .reconstruction(epoch: 0, Sample.panels()), .reconstruction(epoch: 20, big),
      .checkpoint(Sample.checkpoint(20, folder: run)),
      .ended(.finished(seconds: 1, sequences: 1)))
  }

  private func repair(
    reports: [SweepResults] = [], isWhole: @escaping (Checkpoint) -> Bool = { _ in true }
  ) throws -> RepairOutcome {
    try StoreRepair(
      folder.store, reports: reports, now: Date(), trainers: .letters, isWhole: isWhole
    ).rebuild()
  }

  private func results() throws -> SweepResults {
    let store = try ResultStore.openForReading(folder.store, trainers: .letters)
    defer { try? store.close() }
    let results = try store.results(sweep: "paper")
    return SweepResults(
      sweep: results.sweep, groundTruth: results.groundTruth, runs: results.runs)
  }

  /// As lines, since NaN is not equal to itself.
  private func text(_ run: RunResult?) throws -> String {
    String(decoding: try JSONLines.encode(run), as: UTF8.self)
  }

  private func text(_ results: SweepResults) throws -> String {
    let lines = [
      try JSONLines.encode(results.groundTruth), try JSONLines.encode(results.runs),
      try JSONLines.encode(results.wallClock),
    ]
    return results.sweep.spec + lines.map { String(decoding: $0, as: UTF8.self) }.joined()
  }

  private func damage(_ body: (inout Data) -> Void) throws {
    var bytes = try folder.bytes()
    body(&bytes)
    try folder.write(bytes)
  }

  private func expectRefusal() throws {
    let before = try folder.bytes()
    #expect(folder.refusal()?.code == .damaged)
    #expect(try folder.bytes() == before)
  }

  @Test func aZeroedHeaderLosesNothing() throws {
    let before = try results()
    for length in [16, 100, 4096] {
      try damage { $0.replaceSubrange(0..<length, with: Data(count: length)) }
      try expectRefusal()
      let damaged = try folder.bytes()
      let outcome = try repair()
      #expect(outcome.kept.sorted() == Self.runs.prefix(2).map(\.id).sorted())
      #expect(outcome.lost == [])
      #expect(try Data(contentsOf: URL(fileURLWithPath: outcome.damaged ?? "")) == damaged)
      #expect(try text(results()) == text(before))
    }
  }

  @Test func aStoreCutInHalfKeepsWhatCanBeProved() throws {
    let before = try results()
    try damage { $0 = $0.prefix($0.count / 2) }
    try expectRefusal()
    let outcome = try repair()
    let after = try folder.open()
    #expect(try after.integrityProblems() == [] && after.verifyDigests() == [])
    for id in outcome.kept {
      #expect(try text(after.result(id)) == text(before.runs.first { $0.run.id == id }))
    }
    try after.close()
  }

  @Test(arguments: 1...9)
  func aScribbledPageLosesOnlyWhatLayOnIt(_ page: Int) throws {
    let before = try results()
    var pages = 0
    try damage { bytes in
      pages = bytes.count / 4096
      let start = page % pages * 4096
      bytes.replaceSubrange(
        start..<start + 4096, with: Data((0..<4096).map { UInt8($0 * 7 & 255) }))
    }
    guard folder.refusal() != nil else { return }
    let outcome = try repair()
    let after = try folder.open()
    #expect(try after.integrityProblems() == [] && after.verifyDigests() == [])
    for id in outcome.kept where try after.runs().contains(where: { $0.id == id }) {
      #expect(try text(after.result(id)) == text(before.runs.first { $0.run.id == id }))
    }
    try after.close()
  }

  @Test func aFlippedBitOfAValueIsFoundBeforeAnySweepGoesOn() throws {
    let before = try results()
    try flipAValue()
    try expectRefusal()
    let outcome = try repair()
    #expect(outcome.kept.count == 1 && outcome.lost.count == 1)
    #expect(outcome.lost[0].why.contains("digest") || outcome.lost[0].why.contains("read"))
    let store = try folder.open()
    #expect(
      try store.runs().map(\.state).sorted { $0.rawValue < $1.rawValue } == [
        .finished, .pending, .pending,
      ])
    // Run again, all is as it was.
    try Self.finish(outcome.lost[0].run, in: store)
    try store.close()
    #expect(try text(results()) == text(before))
  }

  /// In the larger reconstruction, whose numbers stand in a row of their own pages.
  private func flipAValue() throws {
    let pattern = Data(withUnsafeBytes(of: Float(1.25).bitPattern.littleEndian, Array.init))
    try damage { bytes in
      let found = bytes.range(of: pattern + pattern + pattern) ?? 0..<1
      bytes[found.lowerBound + 2] ^= 1
    }
  }

  @Test func aReportGivesBackWhatTheStoreLost() throws {
    let before = try results()
    try flipAValue()
    let outcome = try repair(reports: [before])
    #expect(outcome.restored.count == 1 && outcome.lost == [])
    #expect(try text(results()) == text(before))
  }

  @Test func aReportGivesBackEverything() throws {
    let before = try results()
    try folder.write(Data(repeating: 7, count: 50_000))
    let outcome = try repair(reports: [before])
    #expect(outcome.kept == [] && outcome.restored.count == 2)
    #expect(try text(results()) == text(before))
  }

  @Test func aReportThatLacksAValueGivesNothing() throws {
    let before = try results()
    let torn = SweepResults(
      sweep: before.sweep, groundTruth: before.groundTruth,
      runs: before.runs.map { run in
        RunResult(
          run: run.run, state: run.state, attempts: run.attempts,
          metrics: Array(run.metrics.dropFirst(5)), reconstructions: run.reconstructions,
          checkpoints: run.checkpoints, seconds: 1, sequences: 1, failure: nil,
          environment: run.environment)
      })
    try folder.write(Data(repeating: 7, count: 50_000))
    #expect(try repair(reports: [torn]).restored == [])
  }

  @Test func aFinishedRunWhoseFileIsWrongKeepsItsValues() throws {
    let before = try results()
    let bad = Sample.checkpoint(20, folder: Self.runs[0].id)
    let outcome = try StoreRepair(folder.store, reports: [], now: Date(), trainers: .letters) {
      $0 != bad
    }.rewind()
    #expect(outcome.lost == [])
    #expect(outcome.incomplete.map(\.run) == [Self.runs[0].id])
    #expect(outcome.damaged == nil)
    let after = try results()
    #expect(after.runs.map(\.state) == before.runs.map(\.state))
    #expect(after.runs.map(\.metrics) == before.runs.map(\.metrics))
    #expect(after.runs[0].checkpoints == [])
  }

  @Test func anUnfinishedRunWhoseFileIsWrongGoesOnFromTheOneBefore() throws {
    let id = Self.runs[2].id
    let store = try folder.open()
    try store.record(
      id, Sample.started(), .checkpoint(Sample.checkpoint(5, folder: id)),
      .checkpoint(Sample.checkpoint(10, folder: id)),
      .ended(.interrupted(seconds: 1, sequences: 1)))
    try store.close()
    let bad = Sample.checkpoint(10, folder: id)
    let outcome = try StoreRepair(folder.store, reports: [], now: Date(), trainers: .letters) {
      $0 != bad
    }.rewind()
    #expect(outcome.lost.map(\.run) == [id] && outcome.incomplete == [])
    let again = try folder.open()
    #expect(try again.result(id)?.state == .interrupted)
    #expect(try again.result(id)?.checkpoints.map(\.epoch) == [5])
  }

  @Test func aLostLogLeavesAnOlderStoreThatIsSound() throws {
    let store = try folder.open()
    try store.record(Self.runs[2].id, Sample.started(), .metrics(epoch: 0, [Metric(.testMSE, 4)]))
    for length in [0, 30, 5000] {
      let image = try folder.crashImage()
      if length == 0 {
        try FileManager.default.removeItem(atPath: image.store + "-wal")
      } else {
        try image.write(image.bytes("results.sqlite-wal").prefix(length), "results.sqlite-wal")
      }
      let after = try image.open()
      #expect(try after.integrityProblems() == [] && after.verifyDigests() == [])
      #expect(try after.result(Self.runs[0].id)?.state == .finished)
      try after.close()
    }
  }

  @Test func aFileThatNoSweepEverUsedIsLeftAlone() throws {
    let other = try TestFolder()
    try other.write(Data("a letter to a friend".utf8))
    #expect(throws: StoreError.self) {
      try StoreRepair(other.store, reports: [], now: Date(), trainers: .letters) { _ in true }
        .rebuild()
    }
    #expect(try other.bytes() == Data("a letter to a friend".utf8))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: other.path).allSatisfy {
        !$0.contains("repair") && !$0.contains("damaged")
      })
  }

  @Test func aStoreInUseIsNotRepaired() throws {
    let store = try folder.open()
    let error = #expect(throws: StoreError.self) { try repair() }
    #expect(error?.code == .inUse)
    try store.close()
  }
}

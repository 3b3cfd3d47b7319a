import Experiments
import Foundation
import Letters
import Testing

@testable import Storage

@Suite(.timeLimit(.minutes(60))) struct AttestingTests {
  let folder: TestFolder
  let store: ResultStore

  init() throws {
    folder = try TestFolder()
    store = try folder.open()
    try store.register(Sample.sweep(), runs: [Sample.run("r1"), Sample.run("r2")])
    try finish(4)
  }

  private static let fixture = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../SweepTests/Fixtures/version-2/save/results.sqlite")

  private func finish(_ value: Double) throws {
    try store.record(
      "r1", Sample.started(), .metrics(epoch: 0, [Metric(.testMSE, value)]),
      .ended(.finished(seconds: 1, sequences: 1)))
  }

  @Test func whatWasAttestedIsKept() throws {
    #expect(try store.result("r1")?.attested == nil)
    try store.attest([("r1", true), ("r2", true), ("unknown", true)])
    #expect(try store.result("r1")?.attested == true)
    #expect(try store.result("r2")?.attested == nil, "it has no values that could be attested")
    try store.attest([("r1", false)])
    #expect(try store.result("r1")?.attested == false)
  }

  @Test func anAttestationCountsForTheValuesItWasOf() throws {
    try store.attest([("r1", true)])
    try finish(4)
    #expect(try store.result("r1")?.attested == true, "the same bits came again")
    try finish(5)
    #expect(try store.result("r1")?.attested == nil)
  }

  @Test func aStoreOfBeforeAttestationsReadsAsNotAttested() throws {
    let old = try TestFolder()
    try old.write(Data(contentsOf: Self.fixture))
    let reader = try ResultStore.openForReading(old.store, trainers: .letters)
    #expect(try reader.rows("PRAGMA user_version") == ["2"])
    #expect(try reader.results(sweep: "tiny").runs.map(\.attested) == [nil, nil])
  }
}

import Experiments
import Foundation
import GRDB
import Letters
import Testing

@testable import Storage

@Suite(.timeLimit(.minutes(60))) struct DigestTests {
  let folder: TestFolder
  let store: ResultStore

  init() throws {
    folder = try TestFolder()
    store = try folder.open()
    try store.register(Sample.sweep(), runs: [Sample.run("r1"), Sample.run("r2")])
    for run in ["r1", "r2"] {
      try store.record(
        run, Sample.started(), .groundTruth(Sample.panels()),
        .metrics(epoch: 0, [Metric(.testMSE, 4), Metric(.trainMSE, -0.0)]),
        .metrics(epoch: 1, [Metric(.testMSE, .nan)]),
        .reconstruction(epoch: 0, Sample.panels()),
        .ended(.finished(seconds: 1, sequences: 1)))
    }
  }

  @Test func anUnhurtStoreAgrees() throws {
    #expect(try store.verifyDigests() == [])
    #expect(try store.integrityProblems() == [])
  }

  @Test(arguments: [
    "UPDATE metrics SET bits = bits + 1 WHERE run = 1 AND epoch = 1",
    "UPDATE metrics SET value = 4.5 WHERE run = 1 AND name = 'test_mse'",
    "DELETE FROM metrics WHERE run = 1 AND epoch = 1",
    "DELETE FROM reconstructions WHERE run = 1",
    "UPDATE reconstructions SET panels = zeroblob(length(panels)) WHERE run = 1",
    "UPDATE runs SET configuration = replace(configuration, '64', '65') WHERE number = 1",
  ])
  func aChangedValueIsFound(change: String) throws {
    try store.queue.write { try $0.execute(sql: change) }
    #expect(Set(try store.verifyDigests().map(\.run)) == ["r1"])
    #expect(try store.integrityProblems() == [])
  }

  @Test func aChangedFirstBatchIsFound() throws {
    try store.queue.write {
      try $0.execute(sql: "UPDATE ground_truths SET panels = zeroblob(4)")
    }
    #expect(try store.verifyDigests().map(\.run) == [nil])
  }

  @Test func aBlobWhoseNumbersDoNotFitIsDamage() throws {
    try store.queue.write {
      try $0.execute(sql: "UPDATE reconstructions SET panels = x'ffffffff00000000'")
    }
    let error = #expect(throws: StoreError.self) { try store.results(sweep: "paper") }
    #expect(error?.code == .damaged)
  }

  @Test func trajectoriesKeepTheirBits() throws {
    let panels = Panels([[.nan, -0.0, .infinity, 1], [], [5, 6]])
    let read = try #require(PanelsBlob.decode(PanelsBlob.encode(panels)))
    #expect(
      read.trajectories.map { $0.map(\.bitPattern) }
        == panels.trajectories.map { $0.map(\.bitPattern) })
    #expect(PanelsBlob.decode(Data()) == nil)
    #expect(PanelsBlob.decode(Data([1, 2, 3])) == nil)
  }

  @Test func panelsOfOtherChannelsThanTwoKeepTheirNumber() throws {
    let panels = Panels([[1, 2, 3, 4, 5, 6], []], channels: 3)
    let blob = PanelsBlob.encode(panels)
    #expect(PanelsBlob.decode(blob) == panels)
    #expect(PanelsBlob.decode(PanelsBlob.encode(Panels([[1, 2]])))?.channels == 2)
    for count in stride(from: 0, to: blob.count, by: 4) {
      #expect(PanelsBlob.decode(blob.prefix(count)) == nil, "\(count) bytes")
    }
    for channels: UInt8 in [0, 2] {
      var other = blob
      other[4] = channels
      #expect(PanelsBlob.decode(other) == nil)
    }
    var many = blob
    many[7] = 0x7F
    #expect(PanelsBlob.decode(many) == nil)
  }
}

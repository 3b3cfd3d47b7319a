import Experiments
import Foundation
import GRDB
import Letters
import Testing

@testable import Storage

@Suite(.timeLimit(.minutes(60))) struct CrashTests {
  let folder: TestFolder
  let store: ResultStore

  init() throws {
    folder = try TestFolder()
    store = try folder.open()
    try store.register(Sample.sweep(), runs: [Sample.run("r1"), Sample.run("r2")])
  }

  private func begin() throws {
    try store.record(
      "r1", Sample.started(), .metrics(epoch: 0, [Metric(.testMSE, 4)]),
      .checkpoint(Sample.checkpoint(0, batch: 2)))
    try store.record("r2", Sample.started(), .ended(.failed(.exited(code: 1))), willRetry: true)
  }

  @Test func whatWasRecordedSurvivesAKill() throws {
    try begin()
    let image = try folder.crashImage()
    let after = try image.open()
    let result = try #require(try after.result("r1"))
    #expect(result.last(.testMSE)?.value == 4)
    #expect(result.checkpoints.count == 1)
    #expect(try after.runs().map(\.state) == [.interrupted, .interrupted])
    #expect(try after.rows("SELECT state FROM run_results") == ["interrupted", "interrupted"])
    #expect(try after.integrityProblems() == [])
  }

  @Test func aStoreWhoseMakingWasCutShortIsGoneOnWith() throws {
    let (made, image) = (try TestFolder(), try TestFolder())
    let queue = try DatabaseQueue(path: made.store)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID); PRAGMA cache_size = 1")
      // What does not fit into so small a cache goes to the file before its time.
      try db.execute(sql: "BEGIN IMMEDIATE; CREATE TABLE torn (bytes)")
      for _ in 0..<50 { try db.execute(sql: "INSERT INTO torn VALUES (zeroblob(9000))") }
      for name in ["results.sqlite", "results.sqlite-journal"] {
        try image.write(made.bytes(name), name)
      }
      try db.execute(sql: "ROLLBACK")
    }
    #expect(image.readRefusal()?.code == .missing)
    let store = try image.open()
    #expect(try store.rows("SELECT name FROM sqlite_master WHERE name = 'torn'") == [])
    #expect(try store.integrityProblems() == [])
  }

  @Test func aReaderAfterAKillSaysInterrupted() throws {
    try begin()
    let image = try folder.crashImage()
    let reader = try ResultStore.openForReading(image.store, trainers: .letters)
    #expect(try reader.runs().map(\.state) == [.interrupted, .interrupted])
    #expect(try reader.sweeps().map(\.counts) == [[.interrupted: 2]])
    #expect(try reader.progress().runs.values.map(\.state) == [.interrupted, .interrupted])
    #expect(try reader.result("r1")?.state == .interrupted)
  }

  @Test func closingInterruptsWhatStillRuns() throws {
    try begin()
    try store.close()
    let reader = try ResultStore.openForReading(folder.store, trainers: .letters)
    #expect(try reader.rows("SELECT state FROM run_results") == ["interrupted", "interrupted"])
  }

  @Test func aReaderSeesARunningSweepWhileItWrites() throws {
    try begin()
    let reader = try ResultStore.openForReading(folder.store, trainers: .letters)
    #expect(try reader.runs().map(\.state) == [.running, .pending])
    #expect(reader.isSweepRunning().running)
    #expect(reader.isSweepRunning().holder?.spec == "paper")
    for epoch in 1...50 {
      try store.record("r1", .metrics(epoch: epoch, [Metric(.testMSE, Double(epoch))]))
      #expect(try reader.runs().first?.epochs == epoch)
    }
    try store.record("r1", .ended(.finished(seconds: 1, sequences: 1)))
    #expect(try reader.result("r1")?.state == .finished)
  }

  @Test func aReaderInTheMiddleHoldsUpNobody() throws {
    try begin()
    let reader = try ResultStore.openForReading(folder.store, trainers: .letters)
    try reader.queue.read { db in
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM metrics") == 1)
      try store.record("r1", .metrics(epoch: 1, [Metric(.testMSE, 3)]))
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM metrics") == 1)
    }
    #expect(try reader.result("r1")?.metrics.count == 2)
  }

  @Test func aReaderCannotWrite() throws {
    let reader = try ResultStore.openForReading(folder.store, trainers: .letters)
    #expect(throws: DatabaseError.self) {
      try reader.queue.write { try $0.execute(sql: "DELETE FROM runs") }
    }
  }

  @Test func aFullDiskKeepsWhatWasThereAndEndsTheWriting() throws {
    try begin()
    let pages = try #require(Int(store.rows("PRAGMA page_count")[0]))
    try store.queue.writeWithoutTransaction {
      _ = try Int.fetchOne($0, sql: "PRAGMA max_page_count = \(pages)")
    }
    let panels = Panels([[Float](repeating: 1, count: 100_000)])
    let error = #expect(throws: StoreError.self) {
      try store.record(
        "r1", .metrics(epoch: 1, [Metric(.testMSE, 3)]), .reconstruction(epoch: 1, panels))
    }
    #expect(error?.code == .full)
    #expect(error?.isResource == true)
    let again = #expect(throws: StoreError.self) { try store.record("r1", .warning("x")) }
    #expect(again == error, "nothing is written after the first failure")
    #expect(try store.result("r1")?.metrics.map(\.epoch) == [0])
    try store.close()
    #expect(try folder.open().result("r1")?.state == .interrupted)
  }
}

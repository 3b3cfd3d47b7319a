import Experiments
import Foundation
import GRDB
import Letters
import Testing

@testable import Storage

/// A store's tables, indexes, views and triggers are those of its version, or it is told.
@Suite(.timeLimit(.minutes(60))) struct SchemaTests {
  let folder: TestFolder
  private let id = Sample.configuration().id

  init() throws {
    folder = try TestFolder()
    let store = try folder.open()
    try store.register(Sample.sweep(), runs: [Sample.run(id)])
    try store.record(
      id, Sample.started(), .metrics(epoch: 0, [Metric(.testMSE, 4)]),
      .ended(.finished(seconds: 1, sequences: 1)))
    try store.close()
  }

  private func change(_ sql: String) throws {
    let queue = try DatabaseQueue(path: folder.store)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  private func problems() throws -> [String] {
    let store = try ResultStore.openForInspection(folder.store, trainers: .letters)
    defer { try? store.close() }
    return try store.schema().problems
  }

  /// Beside what is read through.
  static let beside = [
    "DROP VIEW run_results",
    "DROP VIEW epoch_metrics; CREATE VIEW epoch_metrics AS SELECT 1 AS run_id",
    "CREATE TRIGGER x AFTER UPDATE ON runs BEGIN DELETE FROM metrics; END",
    "CREATE TABLE mine (a)", "CREATE VIEW mine AS SELECT 1", "CREATE INDEX mine ON runs (seed)",
    "DELETE FROM grdb_migrations WHERE identifier = '2'",
  ]
  /// What is read through.
  static let through = [
    "DROP INDEX runs_by_state",
    "DROP INDEX runs_by_state; CREATE INDEX runs_by_state ON runs (state)",
    "DROP TABLE warnings", "DROP TABLE attestations",
  ]

  @Test func theStoresOfEveryVersionAreAsTheyShouldBe() throws {
    for version in 1...Int(Schema.version) {
      let queue = try DatabaseQueue()
      try Schema.migrator.migrate(queue, upTo: String(version))
      #expect(try queue.read { try SchemaCheck($0).problems } == [])
    }
    #expect(try problems() == [])
  }

  @Test func whatSQLiteAddsIsNotForeign() throws {
    try change("ANALYZE")
    #expect(try problems() == [])
    #expect(folder.refusal() == nil)
  }

  @Test(arguments: beside + through)
  func whatIsOtherIsToldAndNotWrittenTo(_ change: String) throws {
    try self.change(change)
    #expect(try problems() != [])
    let before = try folder.bytes()
    #expect(folder.refusal()?.code == .damaged)
    #expect(try folder.bytes() == before)
  }

  @Test(arguments: through) func whatIsReadThroughMustBeRight(_ change: String) throws {
    try self.change(change)
    #expect(folder.readRefusal()?.code == .damaged)
  }

  @Test(arguments: beside) func whatStandsBesideStopsNoReader(_ change: String) throws {
    try self.change(change)
    #expect(folder.readRefusal() == nil)
  }

  @Test(arguments: beside + through) func itIsMendedWithoutTouchingAValue(_ change: String) throws {
    let rows = { (store: ResultStore) in
      try ["runs", "metrics", "attempts", "sweep_runs"].flatMap {
        try store.rows("SELECT * FROM \($0)")
      }
    }
    let reader = try ResultStore.openForReading(folder.store, trainers: .letters)
    let before = try rows(reader)
    try reader.close()
    try self.change(change)
    let damaged = try folder.bytes()
    let outcome = try SchemaRepair(folder.store, now: Date()).carryOut()
    #expect(outcome.kept == [] && outcome.lost == [])
    #expect(try Data(contentsOf: URL(fileURLWithPath: outcome.damaged ?? "")) == damaged)
    #expect(try problems() == [])
    let store = try folder.open()
    #expect(try rows(store) == before)
    #expect(try store.rows("SELECT test_mse FROM run_results") == ["4.0"])
  }

  @Test func aChangedTableIsNotMendedInItsPlace() throws {
    try change("ALTER TABLE warnings ADD COLUMN mine TEXT")
    let store = try ResultStore.openForInspection(folder.store, trainers: .letters)
    #expect(try !store.schema().isMendable)
    #expect(try !store.schema().isReadable)
    try store.close()
    let repair = StoreRepair(folder.store, reports: [], now: Date(), trainers: .letters) { _ in true
    }
    #expect(try repair.rebuild().kept == [id])
    #expect(try problems() == [])
  }
}

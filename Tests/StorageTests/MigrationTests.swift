import Experiments
import Foundation
import GRDB
import Letters
import Testing

@testable import Storage

/// Stores of older versions are read as they are, and brought up to date by the first writer.
@Suite(.timeLimit(.minutes(60))) struct MigrationTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try makeStoreOfVersionOne()
  }

  @Test func anOldStoreIsReadAsItIs() throws {
    let store = try ResultStore.openForReading(folder.store, trainers: .letters)
    let result = try #require(try store.result("r1"))
    #expect(result.state == .finished && result.seconds == 2 && result.coreSeconds == nil)
    #expect(try store.result(run: "r1", sweep: "paper")?.run == result)
    #expect(
      try store.results(sweep: "paper").wallClock
        == WallClock(seconds: 40, sessions: 1, cutShort: 0))
    try checkStatus(store)
    #expect(try store.rows("PRAGMA user_version") == ["1"])
  }

  @Test func theFirstWriterBringsItUpToDate() throws {
    try folder.open().close()
    let store = try ResultStore.openForReading(folder.store, trainers: .letters)
    #expect(try store.rows("PRAGMA user_version") == ["\(Schema.version)"])
    #expect(try store.rows("SELECT count(*) FROM runs WHERE kind IS NULL") == ["0"])
    try checkStatus(store)
  }

  @Test func aKindIsOneRowHoweverItCame() throws {
    let store = try folder.open()
    let more = Sample.run("r3", Sample.configuration(seed: 7))
    try store.register(Sample.sweep(), runs: [Sample.run("r1"), more])
    #expect(try store.rows("SELECT count(*) FROM kinds") == ["1"])
  }

  /// A store that the program before version 5 made of a tiny sweep.
  private static let fixture = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../SweepTests/Fixtures/version-4/save/results.sqlite")

  @Test func aStoreOfVersionFourShowsTheSameBeforeAndAfter() throws {
    let old = try TestFolder()
    try old.write(Data(contentsOf: Self.fixture))
    let reader = try ResultStore.openForReading(old.store, trainers: .letters)
    #expect(try reader.rows("PRAGMA user_version") == ["4"])
    let before = try Shown(reader)
    try reader.close()
    try old.open().close()
    let store = try ResultStore.openForReading(old.store, trainers: .letters)
    let after = try Shown(store)
    #expect(after == before)
    #expect(after.listings.map { $0.values.map(\.step) } == [[3, 3], [3, 3]])
    #expect(try store.rows("SELECT count(*) FROM last_values") == ["10"])
    #expect(
      try store.rows("SELECT DISTINCT uncounted FROM sweep_runs")
        == [#"{"train":{"checkpoint_every":3}}"#])
    #expect(try store.rows("SELECT DISTINCT better FROM run_values") == ["lower"])
    #expect(try store.verifyDigests() == [] && store.schema().problems == [])
  }

  @Test func aWrongCopyInAnOldRowIsFoundBeforeAnythingIsMigrated() throws {
    let old = try TestFolder()
    try old.write(Data(contentsOf: Self.fixture))
    let queue = try DatabaseQueue(path: old.store)
    try queue.write { try $0.execute(sql: "UPDATE runs SET test_mse = 1 WHERE number = 1") }
    try queue.close()
    #expect(old.refusal()?.code == .damaged)
    #expect(try old.bytes()[63] == 4)
  }

  /// All that a store shows of its runs.
  private struct Shown: Equatable {
    let views: [String]
    let listings: [RunListing]
    let results: SweepResults

    init(_ store: ResultStore) throws {
      views =
        try store.rows("SELECT * FROM run_results ORDER BY run_id")
        + store.rows("SELECT * FROM epoch_metrics ORDER BY 1, 2, 3")
      listings = try store.runs()
      results = try store.results(sweep: "tiny")
    }
  }

  private func checkStatus(_ store: ResultStore) throws {
    let status = try store.status()
    let kind = RunKind(Sample.configuration(), .letters)
    let sweep = try #require(status.sweeps.first)
    #expect(sweep.counts == [.finished: 1, .pending: 1])
    #expect(sweep.seconds == 2)
    #expect(sweep.changed == Date(timeIntervalSince1970: 1040))
    #expect(sweep.epochsLeft == [kind: 20])
    #expect(status.costs == [KindCost(kind: kind, seconds: 2, sequences: 5)])
    #expect(try store.sweeps() == status.sweeps)
  }

  private func makeStoreOfVersionOne() throws {
    let queue = try DatabaseQueue(path: folder.store)
    try Schema.migrator.migrate(queue, upTo: "1")
    try queue.write { db in
      try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      try db.execute(
        sql:
          "INSERT INTO sweeps VALUES (1, 'paper', '{}', '\(Sample.sha256(of: "{}"))', ?, '{}', 900)",
        arguments: [try Stored.encode(Sample.sweep().dataset)])
      try db.execute(
        sql: "INSERT INTO environments VALUES (1, ?)",
        arguments: [try Stored.encode(Sample.environment)])
      for (number, seed) in [(1, 0), (2, 1)] {
        try db.execute(
          sql:
            "INSERT INTO runs (number, id, configuration, family, cell, seed) VALUES (?,?,?,?,?,?)",
          arguments: [
            number, "r\(number)", Sample.configuration(seed: seed).canonicalJSON, "crnn", "gru",
            seed,
          ])
        try db.execute(
          sql: "INSERT INTO sweep_runs VALUES (1, ?, ?, 'label', 'a', 10)",
          arguments: [number - 1, number])
      }
      try db.execute(
        sql: """
          UPDATE runs SET state = 'finished', attempts = 1, seconds = 2, sequences = 5,
            environment = 1, digest = \(try Digest(ofRun: 1, db).bits) WHERE number = 1;
          INSERT INTO attempts VALUES (1, 1, 0, 0, 1, 1000, 1040,
            '{"finished":{"seconds":2,"sequences":5}}')
          """)
    }
    try queue.close()
  }
}

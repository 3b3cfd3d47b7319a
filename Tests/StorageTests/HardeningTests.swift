import Experiments
import Foundation
import GRDB
import Letters
import Testing

@testable import Storage

/// A store that somebody else has prepared does nothing but hold rows.
@Suite(.timeLimit(.minutes(60))) struct HardeningTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    let store = try folder.open()
    try store.register(Sample.sweep(), runs: [Sample.run("r1")])
    try store.close()
  }

  private func prepare(_ sql: String) throws {
    let queue = try DatabaseQueue(path: folder.store)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test func aTriggerOfTheFileDoesNotRun() throws {
    let store = try folder.open()
    try prepare(
      "CREATE TRIGGER evil AFTER UPDATE ON runs BEGIN UPDATE runs SET seconds = 1e9; END")
    try store.record("r1", Sample.started(), .ended(.interrupted(seconds: 1, sequences: 1)))
    #expect(try store.rows("SELECT seconds FROM runs") == ["1.0"])
  }

  @Test func theSchemaCannotBeWrittenByAStatement() throws {
    let store = try folder.open()
    #expect(throws: DatabaseError.self) {
      try store.queue.write { db in
        try db.execute(sql: "PRAGMA writable_schema = ON")
        try db.execute(sql: "UPDATE sqlite_schema SET sql = 'x'")
      }
    }
  }

  @Test func noOtherFileCanBeAttached() throws {
    let store = try folder.open()
    #expect(throws: DatabaseError.self) {
      try store.queue.writeWithoutTransaction { try $0.execute(sql: "ATTACH ':memory:' AS other") }
    }
  }

  @Test func aReaderLeavesTheStoresBytesAsTheyAre() throws {
    let before = try folder.bytes()
    let reader = try ResultStore.openForReading(folder.store, trainers: .letters)
    _ = try reader.results(sweep: "paper")
    _ = try reader.verifyDigests()
    try reader.close()
    #expect(try folder.bytes() == before)
  }
}

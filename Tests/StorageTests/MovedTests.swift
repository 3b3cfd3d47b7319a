import Experiments
import Foundation
import Letters
import Testing

@testable import Storage

/// A store or a folder that is moved, replaced or deleted under a writer is noticed before the next
/// commit, and nothing is written any more.
@Suite(.timeLimit(.minutes(60))) struct MovedTests {
  let folder: TestFolder
  let place: String
  let store: ResultStore

  init() throws {
    folder = try TestFolder()
    place = folder.path + "/save"
    store = try ResultStore.openForWriting(
      place + "/results.sqlite", spec: "paper", trainers: .letters
    ) { Date() }
    try store.register(Sample.sweep(), runs: [Sample.run("r1")])
    try store.record("r1", Sample.started(), .metrics(epoch: 0, [Metric(.testMSE, 4)]))
  }

  private let files = FileManager.default

  private func refused() -> StoreError? {
    do {
      try store.record("r1", .metrics(epoch: 1, [Metric(.testMSE, 3)]))
      return nil
    } catch {
      return error as? StoreError
    }
  }

  @Test func aMovedFolderIsFoundAgainWithAllThatWasRecorded() throws {
    let there = folder.path + "/save2"
    try files.moveItem(atPath: place, toPath: there)
    let refusal = try #require(refused())
    #expect(refusal.code == .moved && refusal.isResource)
    #expect(refusal.what.contains("\(there)/results.sqlite"))
    #expect((#expect(throws: StoreError.self) { try store.close() })?.code == .moved)
    #expect(!files.fileExists(atPath: place))
    let again = try ResultStore.openForReading(there + "/results.sqlite", trainers: .letters)
    #expect(try again.result(run: "r1", sweep: "paper")?.run.metrics.map(\.epoch) == [0])
  }

  @Test func aDeletedFolderIsSaid() throws {
    try files.removeItem(atPath: place)
    #expect(refused()?.code == .deleted)
    #expect(refused()?.what.contains("was deleted") == true)
    #expect(!files.fileExists(atPath: place))
  }

  @Test func aStoreInItsPlaceKeepsItsBytesAndItsLog() throws {
    let path = place + "/results.sqlite"
    try files.removeItem(atPath: path)
    let names = [path, path + "-wal"]
    for name in names { try Data("theirs".utf8).write(to: URL(fileURLWithPath: name)) }
    #expect(refused()?.code == .deleted)
    #expect(refused()?.what.contains("replaced") == true)
    try? store.close()
    for name in names {
      #expect(try Data(contentsOf: URL(fileURLWithPath: name)) == Data("theirs".utf8))
    }
  }

  @Test func aFolderOfRunsIsWatchedToo() throws {
    let other = folder.path + "/files"
    try files.createDirectory(atPath: other, withIntermediateDirectories: false)
    store.watch(folder: other)
    #expect(refused() == nil)
    try files.moveItem(atPath: other, toPath: folder.path + "/elsewhere")
    #expect(refused()?.code == .moved)
    try files.moveItem(atPath: folder.path + "/elsewhere", toPath: other)
    #expect(refused()?.code == .moved, "what a sweep may have missed is not gone on with")
  }
}

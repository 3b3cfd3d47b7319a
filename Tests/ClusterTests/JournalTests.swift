import Experiments
import Files
import Foundation
import Testing

@testable import Cluster

@Suite(.timeLimit(.minutes(60))) struct JournalTests {
  private let scene: Scene

  init() throws { scene = try Scene() }

  private func reader(_ assignment: Assignment, after mark: JournalMark? = nil) -> JournalReader {
    JournalReader(
      scene.files, RunHome(path: assignment.home), run: assignment.run.id, after: mark)
  }

  private func path(_ assignment: Assignment, _ number: Int) -> String {
    "\(scene.saveFolder)/\(Journal.file(number, in: RunHome(path: assignment.home)))"
  }

  private func append(_ text: String, to path: String) throws {
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  @Test func whatIsWrittenIsReadOnce() throws {
    let run = scene.assignment(1)
    let journal = try scene.journal(run)
    var reader = reader(run)
    #expect(try reader.next().isEmpty)
    try journal.write(Say.started)
    try journal.write(Say.loss(1))
    #expect(try reader.next().map(\.event) == [Say.started, Say.loss(1)])
    #expect(try reader.next().isEmpty)
    try journal.write(Say.finished)
    let last = try reader.next()
    #expect(last.map(\.event) == [Say.finished])
    #expect(last.last?.mark.isLive == false)
  }

  @Test func aReaderGoesOnFromAMark() throws {
    let run = scene.assignment(1)
    let journal = try scene.journal(run)
    for epoch in 1...5 { try journal.write(Say.loss(epoch)) }
    var first = reader(run)
    let mark = try first.next()[2].mark
    var second = reader(run, after: mark)
    #expect(try second.next().map(\.event) == [Say.loss(4), Say.loss(5)])
  }

  @Test func aLineWithoutAnEndIsLeftForLater() throws {
    let run = scene.assignment(1)
    let journal = try scene.journal(run)
    try journal.write(Say.started)
    let line = String(
      decoding: try JSONLines.encode(WorkerLine(run: run.run.id, event: Say.loss(1))),
      as: UTF8.self)
    try append(String(line.prefix(20)), to: path(run, 1))
    var reader = reader(run)
    #expect(try reader.next().map(\.event) == [Say.started])
    #expect(try reader.next().isEmpty && reader.fault == nil)
    try append(String(line.dropFirst(20)), to: path(run, 1))
    #expect(try reader.next().map(\.event) == [Say.loss(1)])
  }

  @Test func aGarbledLineEndsItsJournalAndTheNextOneIsRead() throws {
    let run = scene.assignment(1)
    let journal = try scene.journal(run)
    try journal.write(Say.started)
    try append("\u{0}\u{0}garbage\n", to: path(run, 1))
    try journal.write(Say.finished)
    var reader = reader(run)
    #expect(try reader.next().map(\.event) == [Say.started])
    #expect(try reader.next().isEmpty)
    #expect(reader.fault?.contains("cannot be read") == true)
    let next = try scene.journal(run)
    try next.write(Say.loss(2))
    #expect(try reader.next().map(\.event) == [Say.loss(2)])
    #expect(reader.fault == nil)
  }

  @Test func aJournalOfAnotherProtocolIsRefusedWithBothNumbers() throws {
    let run = scene.assignment(1)
    _ = try scene.journal(run)
    let path = path(run, 1)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let other = text.replacing("\"protocol\":\(WorkerProtocol.number)", with: "\"protocol\":99")
    #expect(other != text)
    try other.write(toFile: path, atomically: false, encoding: .utf8)
    var reader = reader(run)
    #expect(try reader.next().isEmpty)
    #expect(reader.fault?.contains("worker protocol 99; here 1") == true, "\(reader.fault ?? "")")
  }

  @Test func anEmptyJournalSaysNothing() throws {
    let run = scene.assignment(1)
    _ = try scene.files.write([], to: Journal.file(1, in: RunHome(path: run.home)))
    var reader = reader(run)
    #expect(try reader.next().isEmpty)
    #expect(reader.fault == nil && reader.hasBegun)
  }

  @Test func twoProcessesNeverHaveOneJournal() throws {
    let run = scene.assignment(1)
    let numbers = try (0..<20).map { _ in try scene.journal(run).number }
    #expect(numbers == Array(1...20))
  }

  @Test func aJournalIsSupersededByALaterOneAndByItsRemoval() throws {
    let (run, other) = (scene.assignment(1), scene.assignment(2))
    let (first, alone) = (try scene.journal(run), try scene.journal(other))
    #expect(!first.isSuperseded)
    let second = try scene.journal(run)
    #expect(first.isSuperseded && !second.isSuperseded)
    try FileManager.default.removeItem(atPath: path(other, 1))
    #expect(alone.isSuperseded)
  }

  @Test func whoGoesOnFindsTheCheckpointsUnderBothNames() throws {
    let run = scene.assignment(1)
    let journal = try scene.journal(run)
    let temporary = "\(run.home)/checkpoints/.sweep-1-a-epoch_5.safetensors"
    try journal.write(Say.started)
    try journal.write(Say.checkpoint(temporary, 5))
    try journal.write(Say.interrupted)
    let replay = JournalReplay(run)
    #expect(!replay.isDone)
    #expect(
      replay.checkpoints.map(\.file) == [
        temporary, "\(run.home)/checkpoints/epoch_5.safetensors",
      ])
    let again = try scene.journal(run)
    try again.write(Say.finished)
    #expect(JournalReplay(run).isDone)
  }

  @Test func checkpointsThatNobodyNeedsAreRemovedOnTheirMachine() throws {
    let run = scene.assignment(1)
    let folder = "\(run.home)/checkpoints"
    var passing = PassingCheckpoints(scene.files, kept: [10], before: [])
    for epoch in [2, 4, 6, 10, 12] {
      let file = "\(folder)/.sweep-1-a-epoch_\(epoch).safetensors"
      try scene.files.write([1], to: file)
      passing.take(Say.checkpoint(file, epoch))
    }
    func left() -> [String] {
      scene.files.names(in: folder).compactMap(SafeFolder.lastingName(ofTemporary:))
    }
    #expect(
      Set(left()) == ["epoch_6.safetensors", "epoch_10.safetensors", "epoch_12.safetensors"])
    passing.take(Say.finished)
    #expect(Set(left()) == ["epoch_10.safetensors", "epoch_12.safetensors"])
  }
}

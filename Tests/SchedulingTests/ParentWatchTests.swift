import Experiments
import Foundation
import Testing

@testable import Scheduling

/// A watch on pipes whose other ends the test holds.
private struct Rig {
  let input = Pipe()
  let output = Pipe()
  let signals = Pipe()
  let watch: ParentWatch

  init() throws {
    watch = try ParentWatch(
      input: input.fileHandleForReading.fileDescriptor,
      output: output.fileHandleForWriting.fileDescriptor,
      signals: signals.fileHandleForReading.fileDescriptor, orphanSeconds: nil)
  }

  func send(_ assignment: Assignment) throws {
    try input.fileHandleForWriting.write(contentsOf: JSONLines.encode(assignment))
  }
}

@Suite struct ParentWatchTests {
  @Test func assignmentsComeInOrder() throws {
    let rig = try Rig()
    for id in 0..<3 { try rig.send(.fake("x", id: id)) }
    for id in 0..<3 { #expect(try rig.watch.nextAssignment() == .fake("x", id: id)) }
    #expect(!rig.watch.shouldStop)
  }

  @Test func theEndOfTheInputMeansThatTheParentIsGone() async throws {
    let rig = try Rig()
    try rig.input.fileHandleForWriting.close()
    #expect(try rig.watch.nextAssignment() == nil)
    #expect(rig.watch.parentIsGone && rig.watch.shouldStop)
  }

  @Test func aSignalAsksToStopAndTheParentStays() async throws {
    let rig = try Rig()
    rig.signals.fileHandleForWriting.write(Data([UInt8(SIGTERM)]))
    #expect(try rig.watch.nextAssignment() == nil)
    #expect(rig.watch.shouldStop && !rig.watch.parentIsGone)
    try rig.input.fileHandleForWriting.close()
    #expect(await eventually { rig.watch.parentIsGone })
  }

  @Test func whatIsSaidIsALineOfTheRun() throws {
    let rig = try Rig()
    let run = Assignment.fake("x").run
    try rig.watch.say(Say.finished, of: run)
    var reader = LineReader(limit: 1000)
    _ = reader.read(from: rig.output.fileHandleForReading.fileDescriptor)
    guard let line = reader.next() else { throw Unexpected([]) }
    let said = try JSONLines.decode(WorkerLine.self, from: line)
    #expect(said == WorkerLine(run: run.id, event: Say.finished))
  }

  @Test func whatIsNoAssignmentIsAnError() throws {
    let rig = try Rig()
    rig.input.fileHandleForWriting.write(Data("{}\n".utf8))
    #expect(throws: DecodingError.self) { try rig.watch.nextAssignment() }
  }
}

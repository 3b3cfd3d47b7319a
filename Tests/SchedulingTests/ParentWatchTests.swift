import Experiments
import Foundation
import Letters
import TestSupport
import Testing

@testable import Scheduling

/// A watch on pipes whose other ends the test holds. The watch's own ends stay open: its thread may
/// outlive the test, and must not read what has taken their numbers since.
private final class Rig {
  let input = OpenPipe()
  let output = OpenPipe()
  let signals = OpenPipe()
  let watch: ParentWatch

  init() throws {
    watch = try ParentWatch(
      input: input.readEnd, output: output.writeEnd, signals: signals.readEnd, orphanSeconds: nil)
  }

  deinit { input.end() }

  func send(_ assignment: Assignment) throws {
    input.write(try JSONLines.encode(assignment))
  }
}

/// A pipe that nobody closes by forgetting it.
private final class OpenPipe {
  let readEnd: Int32
  let writeEnd: Int32
  private var hasEnded = false

  init() {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "no pipe")
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  func write(_ bytes: [UInt8]) {
    #expect(Foundation.write(writeEnd, bytes, bytes.count) == bytes.count)
  }

  func end() {
    if !hasEnded { close(writeEnd) }
    hasEnded = true
  }
}

@Suite(.timeLimit(.minutes(60))) struct ParentWatchTests {
  @Test func assignmentsComeInOrder() throws {
    let rig = try Rig()
    for id in 0..<3 { try rig.send(.fake("x", id: id)) }
    for id in 0..<3 { #expect(try rig.watch.nextAssignment(.letters) == .fake("x", id: id)) }
    #expect(!rig.watch.shouldStop)
  }

  @Test func theEndOfTheInputMeansThatTheParentIsGone() async throws {
    let rig = try Rig()
    rig.input.end()
    #expect(try rig.watch.nextAssignment(.letters) == nil)
    #expect(rig.watch.parentIsGone && rig.watch.shouldStop)
  }

  @Test func aSignalAsksToStopAndTheParentStays() async throws {
    let rig = try Rig()
    rig.signals.write([UInt8(SIGTERM)])
    #expect(try rig.watch.nextAssignment(.letters) == nil)
    #expect(rig.watch.shouldStop && !rig.watch.parentIsGone)
    rig.input.end()
    #expect(await eventually { rig.watch.parentIsGone })
  }

  @Test func whatIsSaidIsALineOfTheRun() throws {
    let rig = try Rig()
    let run = Assignment.fake("x").run
    try rig.watch.say(Say.finished, of: run)
    var reader = PipeLines(limit: 1000)
    _ = reader.read(from: rig.output.readEnd)
    guard let line = reader.next() else { throw Unexpected([]) }
    let said = try JSONLines.decode(WorkerLine.self, from: line)
    #expect(said == WorkerLine(run: run.id, event: Say.finished))
  }

  @Test func whatIsNoAssignmentIsAnError() throws {
    let rig = try Rig()
    for line in ["{}\n", "\n", "[1]\n", "{\"run\":{\"id\":7}}\n"] {
      rig.input.write(Array(line.utf8))
      let error = #expect(throws: AssignmentError.self) { try rig.watch.nextAssignment(.letters) }
      #expect(error?.run == nil)
    }
    try rig.send(.fake("x"))
    #expect(try rig.watch.nextAssignment(.letters) == .fake("x"))
  }

  @Test func whoseTheAssignmentWasIsKnownWhereItCanBeRead() throws {
    let rig = try Rig()
    rig.input.write(Array("{\"run\":{\"id\":\"x-1\",\"label\":7}}\n".utf8))
    let error = #expect(throws: AssignmentError.self) { try rig.watch.nextAssignment(.letters) }
    #expect(error?.run == "x-1")
    #expect(error?.description.contains("run.label") == true)
  }
}

import Foundation
import TestSupport
import Testing

/// Who waits for what does not come hears of it.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct StartedTests {
  @Test func waitingForWhatACommandNeverDoesIsAnError() throws {
    let program = try SweepProgram()
    let started = try program.start("schema")
    #expect(throws: Started.InVain.self) { try started.wait { false } }
    #expect(try started.outcome().code == 0)
  }

  @Test func whatIsSoAtTheEndWasNotWaitedForInVain() throws {
    let program = try SweepProgram()
    let started = try program.start("data", "make", "-o", "x.mat", "--sequences", "60")
    try started.wait { program.has("x.mat") }
    #expect(try started.outcome().code == 0)
  }
}

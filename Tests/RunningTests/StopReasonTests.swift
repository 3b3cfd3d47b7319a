import Scheduling
import Testing

@testable import Running

/// What asks a sweep to stop, and how that is said.
@Suite(.timeLimit(.minutes(60))) struct StopReasonTests {
  private let span: TimeSpan

  init() throws { span = try #require(TimeSpan("90m")) }

  @Test func aSignalStopsAtOnceWhenItComesAgainAndTheTimeWhenCtrlCComes() {
    #expect(StopReason.signal(.terminate).announcement == "stopping: ")
    #expect(StopReason.signal(.terminate).again == "again")
    #expect(StopReason.timeIsOver(span).announcement == "90m are over, stopping: ")
    #expect(StopReason.timeIsOver(span).again == "Ctrl-C")
  }

  @Test(arguments: [
    (Signal.interrupt, 130, "interrupted"), (.terminate, 143, "terminated"),
    (.hangup, 129, "terminal closed"),
  ])
  func aSignalHasItsExitCodeAndWords(_ signal: Signal, _ code: Int32, _ words: String) {
    let failure = StopReason.signal(signal).failure(nil)
    #expect(failure?.code == code)
    #expect(failure?.happened == "\(words); the sweep is not finished")
  }

  @Test func theTimeIsOverWhenItHasComeAndNotBefore() {
    let deadline = Deadline(span, from: 100)
    #expect(!deadline.isOver(at: 100 + 5399.9))
    #expect(deadline.isOver(at: 100 + 5400))
  }
}

import TestSupport
import Testing

@testable import sweep

/// What the command of `--notify` is told.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct NoticeTests {
  @Test(arguments: [
    (0, "finished"), (1, "failed"), (2, "refused"), (3, "store"), (4, "store"), (70, "error"),
    (75, "stopped"), (129, "interrupted"), (130, "interrupted"), (143, "interrupted"),
  ])
  func anExitCodeHasAWord(_ code: Int32, _ word: String) { #expect(Notice.status(code) == word) }
}

import Foundation
import TestSupport
import Testing

@testable import Programs

/// Somebody else's program that says what to try next.
@Suite(.timeLimit(.minutes(60)), .serialized, .heavy) struct SearchProgramTests {
  private let folder: TemporaryFolder
  private let log: Int32

  init() throws {
    folder = try TemporaryFolder()
    log = open("\(folder.path)/log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    try #require(log >= 0)
  }

  private func ask(
    _ script: String, count: Int = 2, silence: Double = 60, isStopped: () -> Bool = { false }
  ) throws -> [String] {
    defer { close(log) }
    return try SearchProgram(
      ["/bin/sh", "-c", script], in: folder.path, silence: silence, clock: Trial.seconds
    ).ask(
      #"{"ask":2}"#, count: count, folder: "\(folder.path)/round_0", log: log,
      isStopped: isStopped)
  }

  private func fault(_ script: String, silence: Double = 60) -> String {
    do {
      return "no fault: \(try ask(script, silence: silence))"
    } catch {
      return "\(error)"
    }
  }

  @Test func itReadsTheQuestionAndItsLinesAreKeptAsTheyAre() throws {
    let lines = try ask(
      #"read line; echo "thinking about $line"; echo '{"parameters": {"x": 1}, "a": [1]}';"#
        + #" cat "$SWEEP_CONFIG"; echo ' {"parameters":{"x":2}}'"#)
    #expect(lines == [#"{"parameters": {"x": 1}, "a": [1]}"#, #" {"parameters":{"x":2}}"#])
    let log = try String(contentsOfFile: "\(folder.path)/log", encoding: .utf8)
    #expect(log == "thinking about {\"ask\":2}\n{\"ask\":2}\n")
  }

  @Test func oneThatSaysTooLittleOrTooMuchHasNotAnswered() {
    #expect(fault(#"echo '{"parameters":{}}'; echo oh"#).hasSuffix("answered 1 of 2 trials\n  oh"))
    #expect(
      fault(#"for i in 1 2 3 4 5; do echo '{"parameters":{}}'; done"#)
        .hasSuffix("answered more than 2 trials"))
  }

  @Test func oneThatDiesOrHangsOrIsNotThereIsTold() {
    let died = fault(#"echo '{"parameters":{}}'; echo '{"parameters":{}}'; echo no >&2; exit 3"#)
    #expect(died.hasSuffix("exited with code 3\n  no"))
    #expect(fault("sleep 600", silence: 0.3).hasSuffix("said nothing for 0.3 s (--timeout)"))
    #expect(fault("kill -9 $$").hasSuffix("was killed by signal 9"))
  }

  @Test func oneThatIsStoppedIsEnded() {
    #expect(throws: SearchProgram.Fault.self) {
      try ask("sleep 600", isStopped: { true })
    }
  }
}

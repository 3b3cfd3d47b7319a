import Foundation
import TestSupport
import Testing

@testable import Programs

/// What a program writes, and how it closes its output.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct OutputTests {
  @Test func messagesAreTakenAndAllElseIsLogged() throws {
    let trial = try Trial(
      #"""
      echo hello
      echo '{"step": 3, "metrics": {"loss": 0.5, "accuracy": NaN}, "progress": 0.5}'
      echo '{"checkpoint": "step_3.pt", "step": 3}'
      echo 'oh dear' >&2
      echo '{"other": 1}'
      """#)
    let outcome = try trial.run()
    #expect(outcome.end == .exited(code: 0))
    #expect(
      trial.messages == [
        .metrics(step: 3, [ProgramMetric("loss", 0.5), ProgramMetric("accuracy", .nan)]),
        .progress(0.5), .checkpoint(path: "step_3.pt", step: 3),
      ])
    // The two streams have no order between them.
    let lines = trial.log.split(separator: "\n").sorted()
    #expect(lines == ["hello", "oh dear", #"{"other": 1}"#])
    #expect(outcome.lastLines.sorted() == lines.map(String.init))
  }

  @Test func aProgramThatEndsWithoutAWordHasEnded() throws {
    let trial = try Trial("exit 0")
    #expect(try trial.run().end == .exited(code: 0))
    #expect(trial.messages.isEmpty && trial.log.isEmpty)
  }

  @Test func halfALineAtTheEndIsALine() throws {
    let trial = try Trial(#"printf 'half'; printf '{"progress": 0.25}' >&1; kill -9 $$"#)
    #expect(try trial.run().end == .signalled(9))
    #expect(trial.log == "half{\"progress\": 0.25}\n")
    let other = try Trial(#"printf 'a\n{"progress": 0.25}'; kill -11 $$"#)
    #expect(try other.run().end == .signalled(11))
    #expect(other.messages == [.progress(0.25)] && other.log == "a\n")
  }

  @Test func aProgramThatClosesItsOutputIsWaitedFor() throws {
    let trial = try Trial("echo a; exec >&- 2>&-; sleep 0.3; echo done > done; exit 4")
    #expect(try trial.run().end == .exited(code: 4))
    #expect(trial.text("done") == "done\n" && trial.log == "a\n")
  }

  /// What a program leaves behind gets SIGTERM when its output has been read.
  @Test func whatIsWrittenAfterTheEndIsNotTaken() throws {
    let trial = try Trial(
      #"""
      (trap 'echo "{\"progress\": 1}"; exit' TERM; while :; do sleep 0.02; done) &
      echo '{"progress": 0.5}'
      """#)
    #expect(try trial.run().end == .exited(code: 0))
    #expect(trial.messages.first == .progress(0.5))
    #expect(!trial.messages.contains(.progress(1)))
  }

  @Test func childrenThatHoldTheOutputHoldNobodyUp() throws {
    let trial = try Trial("sleep 1000000 & echo $! > child; echo a")
    #expect(try trial.run().end == .exited(code: 0))
    #expect(trial.log == "a\n")
    #expect(warnings(trial.messages, "left 1 process behind") == 1)
    #expect(!isAlive(try trial.pid("child")))
  }

  @Test func binaryOutputGoesToTheLogAsItIs() throws {
    let trial = try Trial(#"printf '\000\377{\033[31m\000'; head -c 300000 /dev/zero; echo"#)
    #expect(try trial.run().end == .exited(code: 0))
    let bytes = Array(trial.log.utf8)
    #expect(bytes.count > 300_000 && bytes.first == 0 && bytes.last == 10)
    #expect(trial.messages.isEmpty)
  }

  @Test func progressBarsAreSearchedAndKept() throws {
    let trial = try Trial(#"printf '10%% loss=0.5\r20%% loss=0.25\r' >&2"#)
    trial.call.patterns = [try MetricPattern("loss", "loss=([-+0-9.eE]+)")]
    #expect(try trial.run().end == .exited(code: 0))
    #expect(
      trial.messages == [
        .metrics(step: nil, [ProgramMetric("loss", 0.5)]),
        .metrics(step: nil, [ProgramMetric("loss", 0.25)]),
      ])
    #expect(trial.log == "10% loss=0.5\r20% loss=0.25\r\n")
  }

  @Test func aLineMayEndAsOnWindows() throws {
    let trial = try Trial(#"printf '{"progress": 0.5}\r\nword\r\n'"#)
    _ = try trial.run()
    #expect(trial.messages == [.progress(0.5)] && trial.log == "word\r\n")
  }

  @Test func aLineOfAHundredMegabytesTakesLittleMemory() async throws {
    await #expect(processExitsWith: .success) {
      let trial = try Trial(
        #"printf '{"metrics": '; head -c 100000000 /dev/zero; echo; echo '{"progress": 1}'"#)
      let before = peakMemory()
      let outcome = try trial.run()
      try #require(outcome.end == .exited(code: 0) && trial.messages == [.progress(1)])
      try #require(peakMemory() - before < 40 << 20, "\(peakMemory() - before) bytes")
      try #require(outcome.lastLines.allSatisfy { $0.count <= 300 })
      var status = stat()
      try #require(stat("\(trial.folder)/log", &status) == 0)
      try #require(status.st_size == 100_000_000 + 13)
    }
  }

  @Test func aMillionMetricsAreAllTaken() async throws {
    await #expect(processExitsWith: .success) {
      let trial = try Trial(#"yes '{"step": 1, "metrics": {"loss": 0.5}}' | head -n 1000000"#)
      let before = peakMemory()
      var count = 0
      let end = try ProgramRun(clock: Trial.seconds).run(trial.call) { message in
        if case .metrics(step: 1, let found) = message { count += found.count }
      } control: {
        .proceed
      }.end
      try #require(end == .exited(code: 0) && count == 1_000_000)
      try #require(peakMemory() - before < 40 << 20, "\(peakMemory() - before) bytes")
    }
  }

  /// The program writes as fast as it can, and nobody has heaped it up when it is stopped.
  @Test func aProgramFasterThanItsListenerIsSlowedDown() async throws {
    await #expect(processExitsWith: .success) {
      let trial = try Trial(#"yes '{"progress": 0.5}'"#)
      let before = peakMemory()
      var count = 0
      let end = try ProgramRun(clock: Trial.seconds).run(trial.call) { _ in
        count += 1
        usleep(100)
      } control: {
        count > 5000 ? .save : .proceed
      }.end
      try #require(end == .stopped && count < 50_000)
      try #require(peakMemory() - before < 40 << 20, "\(peakMemory() - before) bytes")
    }
  }

  @Test func aLogThatCannotBeWrittenEndsTheRun() throws {
    let trial = try Trial("echo $$ > pid; echo hello; sleep 1000000")
    let log = trial.call.log
    defer { trial.call.log = log }
    trial.call.log = open("/dev/full", O_WRONLY | O_CLOEXEC)
    let error = #expect(throws: ProgramError.self) { try trial.run() }
    close(trial.call.log)
    #expect(error?.isWantOfResource == true)
    #expect(!isAlive(try trial.pid("pid")))
  }
}

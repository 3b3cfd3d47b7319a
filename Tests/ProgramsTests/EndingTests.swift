import Foundation
import TestSupport
import Testing

@testable import Programs

/// Programs that do not want to end, and those that are not let.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct EndingTests {
  private struct Refusal: Error {}

  /// Leaves the group, the session and its parent, and hears no polite signal.
  static let daemon = #"""
    (setsid sh -c 'trap "" TERM HUP; echo $$ > "$0"; exec sleep 1000000' "$PWD/daemon" \
      < /dev/null > /dev/null 2>&1 &)
    while [ ! -s daemon ]; do sleep 0.01; done

    """#

  @Test func askedToStopAProgramMaySaveWhatItHas() throws {
    let trial = try Trial(
      #"""
      trap 'echo "{\"checkpoint\": \"last\", \"step\": 7}"; exit 0' TERM
      echo '{"progress": 0.1}'
      while :; do sleep 0.02; done
      """#)
    #expect(try trial.run(control: { $0 > 0 ? .save : .proceed }).end == .stopped)
    #expect(trial.messages.contains(.checkpoint(path: "last", step: 7)))
  }

  @Test func aProgramThatIgnoresItIsKilledAfterItsGrace() throws {
    let trial = try Trial(
      #"trap '' TERM; echo $$ > pid; echo '{"progress": 0}'; while :; do sleep 0.02; done"#,
      limits: ProgramLimits(grace: 0.3))
    #expect(try trial.run(control: { $0 > 0 ? .save : .proceed }).end == .stopped)
    #expect(!isAlive(try trial.pid("pid")))
  }

  @Test func abandonedItHasNoGrace() throws {
    let trial = try Trial(
      #"trap 'echo late > late' TERM; echo '{"progress": 0}'; while :; do sleep 0.02; done"#,
      limits: ProgramLimits(grace: 1000))
    #expect(try trial.run(control: { $0 > 0 ? .abandon : .proceed }).end == .stopped)
    #expect(trial.text("late").isEmpty)
  }

  @Test func aListenerThatFailsEndsIt() throws {
    let trial = try Trial(#"echo $$ > pid; echo '{"progress": 0}'; sleep 1000000"#)
    #expect(throws: Refusal.self) { try trial.run(take: { _ in throw Refusal() }) }
    #expect(!isAlive(try trial.pid("pid")))
  }

  @Test func silenceIsEnded() throws {
    let trial = try Trial("echo a; sleep 1000000", limits: ProgramLimits(silence: 0.3, grace: 1))
    let outcome = try trial.run()
    #expect(outcome.end == .timedOut(.silence(0.3)) && outcome.lastLines == ["a"])
  }

  @Test func whoWritesToStandardErrorIsNotSilent() throws {
    let trial = try Trial(
      "for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.2; printf . >&2; done",
      limits: ProgramLimits(silence: 1.5))
    #expect(try trial.run().end == .exited(code: 0))
    #expect(trial.log == "..........\n")
  }

  @Test func tooMuchTimeIsEnded() throws {
    let trial = try Trial(
      "while :; do echo a; sleep 0.02; done", limits: ProgramLimits(silence: 10, seconds: 0.5))
    #expect(try trial.run().end == .timedOut(.total(0.5)))
  }

  /// `tail` keeps all of a line whose end has not come.
  @Test func tooMuchMemoryIsEnded() throws {
    let limit = 60 << 20
    let trial = try Trial(
      "(head -c 200000000 /dev/zero; sleep 1000000) | tail", limits: ProgramLimits(memory: limit))
    guard case .memoryLimit(limit, let used) = try trial.run().end else {
      Issue.record("no end for want of memory")
      return
    }
    #expect(used > limit)
  }

  @Test func whatItSharesIsCountedOnce() throws {
    // Ten shells have much in common, and little of their own.
    let children = (1...10).map { _ in "sleep 2 &" }.joined(separator: " ")
    let trial = try Trial(
      "exec 2>/dev/null; \(children) wait", limits: ProgramLimits(memory: 12 << 20))
    #expect(try trial.run().end == .exited(code: 0))
  }

  @Test(arguments: ["MemoryError", "torch.OutOfMemoryError: CUDA out of memory. Tried to"])
  func lastWordsOfMemoryAreTakenForIts(_ words: String) throws {
    let trial = try Trial("echo '\(words)' >&2; exit 1")
    #expect(try trial.run().end == .outOfMemory(words))
    #expect(try Trial("echo '\(words)'; exit 0").run().end == .exited(code: 0))
  }

  @Test(.enabled(if: access("/usr/bin/setsid", X_OK) == 0, "no setsid"))
  func aDaemonIsEndedWithItsProgram() throws {
    let trial = try Trial(Self.daemon)
    #expect(try trial.run().end == .exited(code: 0))
    #expect(!isAlive(try trial.pid("daemon")))
    #expect(warnings(trial.messages, "behind") == 1)
  }

  @Test(.enabled(if: access("/usr/bin/setsid", X_OK) == 0, "no setsid"))
  func aKilledWorkerLeavesNothingBehind() async throws {
    let folder = try TemporaryFolder()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      let trial = try Trial(
        """
        \(EndingTests.daemon)
        trap '' TERM
        (trap '' TERM; echo $PPID > grandparent; sleep 1000000) &
        echo $! > child; echo $$ > program
        echo '{"progress": 0}'
        wait; sleep 1000000
        """, in: path)
      _ = try trial.run(take: { _ in _ = kill(getpid(), SIGKILL) })
    }
    let pids = try ["daemon", "child", "program"].map { name in
      let text = try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
      return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }
    #expect(await eventually { pids.allSatisfy { !isAlive($0) } })
  }

  /// The keeper is the program's parent; a worker that adopts orphans ends them itself.
  @Test(.enabled(if: access("/usr/bin/setsid", X_OK) == 0, "no setsid"))
  func aProgramThatKillsItsKeeperIsEndedToo() async throws {
    await #expect(processExitsWith: .success) {
      ProgramRun.adoptOrphans()
      let trial = try Trial(
        EndingTests.daemon + "sleep 1000000 & echo $! > child; kill -9 $PPID; sleep 1000000")
      try #require(try trial.run().end == .signalled(Int(SIGKILL)))
      try #require(!isAlive(try trial.pid("daemon")) && !isAlive(try trial.pid("child")))
    }
  }

  /// Somebody outside watches the program stop, lets the worker go on, and the program ends well.
  @Test func aStoppedWorkerStopsItsProgram() async throws {
    await #expect(processExitsWith: .success) {
      let trial = try Trial(
        #"echo $$ > pid; echo '{"progress": 0}'; while [ ! -e go ]; do sleep 0.02; done"#)
      let watcher = try Trial(
        """
        cd '\(trial.folder)'
        while [ ! -s pid ]; do sleep 0.02; done
        kill -STOP \(getpid())
        until grep -q ') T ' "/proc/$(cat pid)/stat"; do sleep 0.02; done
        echo stopped > seen
        kill -CONT \(getpid())
        until ! grep -q ') T ' "/proc/$(cat pid)/stat"; do sleep 0.02; done
        touch go
        """)
      var id: pid_t = 0
      try #require(spawn(watcher.call.command, &id) == 0)
      try #require(try trial.run().end == .exited(code: 0))
      try #require(trial.text("seen") == "stopped\n")
    }
  }

  @Test func coreTimeIsThatOfAll() throws {
    let trial = try Trial("sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'")
    #expect(try trial.run().coreSeconds > 0.05)
  }
}

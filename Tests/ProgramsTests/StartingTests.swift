import CSystem
import Experiments
import Foundation
import TestSupport
import Testing

@testable import Programs

/// Starts a program beside all that is tested.
func spawn(_ command: [String], _ id: inout pid_t) -> Int32 {
  CStringList(command).lend { arguments in
    csystem_spawn(&id, command[0], arguments, nil, [0, 1, 2])
  }
}

/// What a program is started with, and what cannot be started.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct StartingTests {
  private func reason(_ command: [String], _ prepare: (Trial) throws -> Void = { _ in }) throws
    -> String
  {
    let trial = try Trial("")
    try prepare(trial)
    trial.call.command = command
    guard case .notStarted(let reason) = try trial.run().end else { return "it was started" }
    return reason
  }

  @Test func whatIsAbsentIsSaid() throws {
    #expect(
      try reason(["no-such-program", "x"]) == "there is no program \"no-such-program\" in PATH")
    #expect(try reason(["./absent"]).hasPrefix("there is no program \"./absent\" ("))
    #expect(try reason(["/"]) == "\"/\" is a folder, not a program")
    #expect(try reason([]) == "there is no program \"\" in PATH")
    let beside = try reason(["train.py"]) { try $0.write("", to: "train.py", mode: 0o755) }
    #expect(beside.hasSuffix("in PATH; one beside the spec is written \"./train.py\""))
  }

  @Test func whatCannotBeExecutedIsSaid() throws {
    let plain = try reason(["./train.py"]) { try $0.write("x", to: "train.py") }
    #expect(plain.hasPrefix("\"./train.py\" is not executable (chmod +x"))
    let script = try reason(["./train"]) { try $0.write("echo hi\n", to: "train", mode: 0o755) }
    #expect(script.contains("is no program for this machine"))
    let orphan = try reason(["./train"]) {
      try $0.write("#!/nowhere/python\n", to: "train", mode: 0o755)
    }
    #expect(orphan.hasSuffix("the program that its first line names is not there"))
    let long = try reason(["/bin/true", String(repeating: "x", count: 1 << 20)])
    #expect(long.hasSuffix("longer than the system allows"))
    let away = try reason(["/bin/true"]) { $0.call.workingFolder = "/nowhere" }
    #expect(away == "cannot begin in the folder /nowhere: No such file or directory")
  }

  @Test func aFolderOfTheSpecIsSearchedByItsName() throws {
    let trial = try Trial("")
    try trial.write("#!/bin/sh\necho \"$@\"\npwd\n", to: "train", mode: 0o755)
    trial.call.command = ["./train", "a b", "*", "$HOME"]
    #expect(try trial.run().end == .exited(code: 0))
    #expect(trial.log == "a b * $HOME\n\(trial.folder)\n")
  }

  @Test func theEnvironmentDecidesWhereProgramsAre() throws {
    let trial = try Trial("")
    try FileManager.default.createDirectory(
      atPath: "\(trial.folder)/bin", withIntermediateDirectories: true)
    try trial.write("#!/bin/sh\necho mine\n", to: "bin/true", mode: 0o755)
    trial.call.command = ["true"]
    trial.call.environment = ["PATH": "bin:/usr/bin:/bin"]
    #expect(try trial.run().end == .exited(code: 0))
    #expect(trial.log == "mine\n")
  }

  @Test func itsFolderIsMadeButNotTheOneAbove() throws {
    let trial = try Trial("test -d \"$SWEEP_FOLDER\"")
    #expect(try trial.run().end == .exited(code: 0))
    trial.call.folder = "\(trial.folder)/moved/away"
    let error = #expect(throws: ProgramError.self) { try trial.run() }
    #expect(error?.isWantOfResource == false)
  }

  @Test func itIsToldAboutItsRun() throws {
    let trial = try Trial(#"cat "$SWEEP_CONFIG"; echo "$SWEEP_FOLDER $SWEEP_SEED $PWD""#)
    trial.call.config = Array("{\"seed\":3}\n".utf8)
    trial.call.environment = ["SWEEP_SEED": "3"]
    _ = try trial.run()
    #expect(trial.log == "{\"seed\":3}\n\(trial.call.folder) 3 \(trial.folder)\n")
  }

  @Test func anOuterSweepsWordsAreNotPassedOn() async throws {
    await #expect(processExitsWith: .success) {
      for name in ["SWEEP_CHECKPOINT", "SWEEP_PARAM_LR", "SWEEP_DATA", "OMP_NUM_THREADS"] {
        setenv(name, "7", 1)
      }
      // What is not UTF-8 stays as it is.
      setenv("ODD", [-1, 0], 1)
      let trial = try Trial(
        #"""
        echo "$SWEEP_CHECKPOINT-$SWEEP_PARAM_LR-$SWEEP_DATA-$OMP_NUM_THREADS-$MKL_NUM_THREADS"
        printf %s "$ODD" | od -An -tx1
        """#)
      trial.call.limits.threads = 2
      _ = try trial.run()
      try #require(trial.log == "--7-7-2\n ff\n", "\(trial.log)")
    }
  }

  @Test func aProgramInheritsNeitherSignalsNorFilesNorASession() async throws {
    await #expect(processExitsWith: .success) {
      for number in [SIGINT, SIGTERM, SIGPIPE] { signal(number, SIG_IGN) }
      var mask = sigset_t()
      sigfillset(&mask)
      pthread_sigmask(SIG_BLOCK, &mask, nil)
      let leaky = open("/dev/null", O_RDONLY)
      let trial = try Trial(
        #"""
        grep -E '^Sig(Ign|Blk)' /proc/self/status
        ls -l /proc/self/fd | sed -n 's/.* \([0-9]*\) -> /\1 /p' | grep -v '/proc/[0-9]*/fd$' | wc -l
        readlink /proc/self/fd/0
        set -- $(cat /proc/$$/stat); echo "$$ $5 $6"
        """#)
      try #require(try trial.run().end == .exited(code: 0))
      let lines = trial.log.split(separator: "\n")
      try #require(leaky > 2 && lines.count == 5, "\(trial.log)")
      try #require(lines[0] == "SigBlk:\t0000000000000000")
      // The C library ignores 32 and 33 in whatever it starts; they are its own.
      let ignored = try #require(UInt64(lines[1].dropFirst(8), radix: 16))
      try #require(ignored & 0x7fff_ffff == 0, "\(lines[1])")
      try #require(lines[2...3] == ["3", "/dev/null"], "\(trial.log)")
      try #require(Set(lines[4].split(separator: " ")).count == 1, "\(lines[4])")
    }
  }

  @Test func nothingIsLeftOpen() async throws {
    await #expect(processExitsWith: .success) {
      func descriptors() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
      }
      let good = try Trial("echo a")
      let bad = try Trial("")
      bad.call.command = ["./absent"]
      let worse = try Trial("")
      try worse.write("echo", to: "train", mode: 0o755)
      worse.call.command = ["./train"]
      _ = try good.run()
      let before = try descriptors()
      for _ in 0..<10 { for trial in [good, bad, worse] { _ = try trial.run() } }
      try #require(try descriptors() == before)
      try #require(waitpid(-1, nil, WNOHANG) == -1 && errno == ECHILD)
    }
  }

  @Test func withoutDescriptorsThereIsAWantOfResources() async throws {
    await #expect(processExitsWith: .success) {
      // The main thread opens a descriptor when it begins to wait, which a busy machine puts off.
      await MainActor.run {}
      // The first timers open some too, whoever sets them, and where there are none that is the end.
      try await Task.sleep(until: .now + .nanoseconds(1), clock: .continuous)
      try await Task.sleep(until: .now + .nanoseconds(1), clock: .suspending)
      let trial = try Trial("true")
      _ = try trial.run()
      let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
      let most = rlim_t(open.compactMap { Int($0) }.max() ?? 0) + 30
      var limit = rlimit(rlim_cur: most, rlim_max: most)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      var held: [Int32] = []
      while let descriptor = Optional(Foundation.open("/dev/null", O_RDONLY)), descriptor >= 0 {
        held.append(descriptor)
      }
      for left in 0..<10 {
        for descriptor in held.suffix(1) { close(descriptor) }
        held = held.dropLast()
        do {
          _ = try trial.run()
        } catch let error as ProgramError {
          try #require(error.isWantOfResource, "\(left) left: \(error)")
        }
      }
      for descriptor in held { close(descriptor) }
      try #require(try trial.run().end == .exited(code: 0))
    }
  }
}

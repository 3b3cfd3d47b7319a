import Experiments
import Foundation
import Letters
import TestSupport
import Testing

@testable import Scheduling

/// Sends signals to this thread, so that they have arrived when it goes on; tests' threads block them.
private func sendToThisThread(_ signals: [Int32]) {
  var set = sigset_t()
  sigemptyset(&set)
  for signal in signals { sigaddset(&set, signal) }
  pthread_sigmask(SIG_UNBLOCK, &set, nil)
  for signal in signals { pthread_kill(pthread_self(), signal) }
}

/// Whether this process has no child, not even a dead one that nobody asked about; it asks about none.
private func hasNoChild() -> Bool {
  var found = siginfo_t()
  return waitid(P_ALL, 0, &found, WEXITED | WNOHANG | WNOWAIT) == -1 && errno == ECHILD
}

/// What concerns the whole process is looked at in a process of its own.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ProcessTests {
  @Test func aKilledParentLeavesNoWorkerBehind() async throws {
    let folder = try TemporaryFolder()
    let command = try FakeWorker.install(in: folder.path)
    let script = command.arguments[0]
    await #expect(processExitsWith: .signal(SIGKILL)) { [script = script as String] in
      let executor = WorkerProcessExecutor(quiet: WorkerCommand("/bin/sh", [script]))
      for attempt in [1, 2].map({ executor.attempt(.fake("wait", id: $0)) }) {
        for await said in attempt where said.event == Say.started { break }
      }
      kill(getpid(), SIGKILL)
    }
    let workers = try pids(in: folder.path)
    #expect(workers.count == 2)
    #expect(await eventually { workers.allSatisfy { !isAlive($0) } })
  }

  @Test func neitherDescriptorsNorZombiesAreLeft() async throws {
    let folder = try TemporaryFolder()
    let script = try FakeWorker.install(in: folder.path).arguments[0]
    await #expect(processExitsWith: .success) { [script = script as String] in
      func descriptors() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
      }
      func sweep() async {
        let executor = WorkerProcessExecutor(quiet: WorkerCommand("/bin/sh", [script]))
        _ = await run(
          jobs(["finish", "crash", "exit", "garbage", "finish", "twice"]), slots: 3, executor)
        _ = await run(
          jobs(["a"]), WorkerProcessExecutor(quiet: WorkerCommand("/nowhere/sweep")))
      }
      await sweep()
      // The threads of the last attempts may still be letting go; and the first sleep opens a timer.
      try await Task.sleep(for: .milliseconds(200))
      let before = try descriptors()
      for _ in 0..<3 { await sweep() }
      try #require(await eventually { (try? descriptors()).map { $0 <= before } ?? false })
      try #require(await eventually { hasNoChild() })
    }
  }

  @Test func aWorkerInheritsNeitherSignalsNorGroupNorFiles() async throws {
    let folder = try TemporaryFolder()
    let script = try FakeWorker.install(in: folder.path).arguments[0]
    await #expect(processExitsWith: .success) { [script = script as String] in
      for number in [SIGINT, SIGTERM, SIGPIPE] { signal(number, SIG_IGN) }
      let leaky = open("/dev/null", O_RDONLY)
      let executor = WorkerProcessExecutor(quiet: WorkerCommand("/bin/sh", [script]))
      for await said in executor.attempt(.fake("wait")) where said.event == Say.started { break }
      let worker = try #require(try pids(in: String(script.dropLast("/worker.sh".count))).first)
      try #require(getpgid(worker) == worker)
      let status = try String(contentsOfFile: "/proc/\(worker)/status", encoding: .utf8)
      // The C library ignores 32 and 33 in whatever it starts; they are its own.
      let ignored = status.split(separator: "\n").first { $0.hasPrefix("SigIgn:") }
      let mask = try #require(ignored.flatMap { UInt64($0.dropFirst(8), radix: 16) })
      try #require(mask & 0x7fff_ffff == 0)
      try #require(status.contains("SigBlk:\t0000000000000000"))
      let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(worker)/fd")
      // The shell itself has its script open as 10.
      try #require(leaky > 2 && Set(open).subtracting(["10"]) == ["0", "1", "2"])
    }
  }

  /// None left at all, or enough for the timers and too few for a worker's pipes.
  @Test(arguments: [0, 9])
  func aProcessWithoutDescriptorsIsOutOfResources(_ left: Int) async throws {
    await #expect(processExitsWith: .success) { [left = left as Int] in
      // The main thread opens a descriptor when it begins to wait, which a busy machine puts off.
      await MainActor.run {}
      var limit = rlimit(rlim_cur: 24, rlim_max: 24)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      var held: [Int32] = []
      while let descriptor = Optional(open("/dev/null", O_RDONLY)), descriptor >= 0 {
        held.append(descriptor)
      }
      for descriptor in held.suffix(left) { close(descriptor) }
      let (_, error) = await run(
        jobs(["a", "b"]), WorkerProcessExecutor(quiet: WorkerCommand("/bin/sh")))
      try #require(error?.code == .outOfResources)
      try #require(error?.detail == "cannot start a worker: Too many open files")
      // Time for what sets a timer when a sweep stops.
      usleep(200_000)
    }
  }

  @Test func signalsAreHeardByWhoeverIsToHearThemThen() async throws {
    await #expect(processExitsWith: .success) {
      signal(SIGHUP, SIG_DFL)
      let watch = try SignalWatch()
      for signal in [SIGINT, SIGTERM, SIGHUP] { kill(getpid(), signal) }
      let first = try await Self.heard(3, watch)
      try #require(Set(first) == [.interrupt, .terminate, .hangup])
      // Of the next sweep of the same command, say.
      kill(getpid(), SIGTERM)
      try #require(try await Self.heard(1, watch) == [.terminate])
    }
  }

  /// The next signals that are heard; those after them wait.
  private static func heard(_ count: Int, _ watch: SignalWatch) async throws -> [Signal] {
    let (signals, output) = AsyncStream.makeStream(of: Signal.self)
    watch.whenAsked { output.yield($0) }
    defer { watch.whenAsked(nil) }
    var heard: [Signal] = []
    for await signal in signals {
      heard.append(signal)
      if heard.count == count { break }
    }
    return heard
  }

  @Test func underNohupAHangupStaysIgnored() async throws {
    await #expect(processExitsWith: .success) {
      signal(SIGHUP, SIG_IGN)
      let watch = try SignalWatch()
      kill(getpid(), SIGHUP)
      usleep(50_000)
      kill(getpid(), SIGTERM)
      try #require(try await Self.heard(1, watch) == [.terminate])
    }
  }

  @Test func afterTheWatchASignalEndsTheProcess() async throws {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      let watch = try SignalWatch()
      watch.cancel()
      kill(getpid(), SIGTERM)
      sleep(600)
    }
  }

  @Test func aWorkerStopsAtSIGTERMAndIgnoresItsParentsSignals() async throws {
    await #expect(processExitsWith: .success) {
      let ends = Pipe()
      dup2(ends.fileHandleForReading.fileDescriptor, 0)
      let watch = try ParentWatch()
      sendToThisThread([SIGINT, SIGHUP, SIGPIPE])
      // The watch looks at signals first: with this line it has looked.
      ends.fileHandleForWriting.write(Data(try JSONLines.encode(Assignment.fake("x"))))
      try #require(try watch.nextAssignment(.letters) == .fake("x"))
      try #require(!watch.shouldStop)
      kill(getpid(), SIGTERM)
      try #require(await eventually { watch.shouldStop })
      try #require(!watch.parentIsGone)
    }
  }

  @Test func aWorkerThatDoesNotNoticeItsParentsDeathIsEnded() async throws {
    await #expect(processExitsWith: .exitCode(1)) {
      let ends = Pipe()
      dup2(ends.fileHandleForReading.fileDescriptor, 0)
      let watch = try ParentWatch()
      try ends.fileHandleForWriting.close()
      sleep(600)
      exit(watch.parentIsGone ? 2 : 3)
    }
  }
}

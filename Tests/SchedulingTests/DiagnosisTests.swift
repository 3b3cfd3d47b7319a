import Experiments
import Foundation
import Synchronization
import Testing

@testable import Scheduling

/// Want of memory is told apart from a crash and from a plain kill.
@Suite(.timeLimit(.minutes(60))) struct DiagnosisTests {
  private func diagnosis(saying words: [String] = [], counts: [Int?] = [0]) -> Diagnosis {
    let left = Log<Int?>()
    let kills = MemoryKills { [counts] path in
      if path.hasPrefix("/proc") { return path.hasSuffix("self/cgroup") ? "0::/a" : "0::/a/b" }
      left.add(nil)
      return counts[min(left.all.count, counts.count) - 1].map { "oom_kill \($0)" }
    }
    return Diagnosis(lastWords: { _ in words }, memory: kills)
  }

  /// Kills for want of memory, counted by files as they are at the time.
  private func kills(_ files: Counters) -> MemoryKills { MemoryKills { files.text($0) } }

  private func killed(_ diagnosis: Diagnosis, by signal: Int32 = SIGKILL) -> RunEnd {
    diagnosis.refine(.failed(.crashed(signal: Int(signal))), of: .fake("x"))
  }

  @Test func aKillTheKernelCountsIsForWantOfMemory() {
    guard case .failed(.outOfMemory) = killed(diagnosis(counts: [3, 4])) else {
      Issue.record("not told apart")
      return
    }
    #expect(killed(diagnosis(counts: [3, 3])) == .failed(.crashed(signal: 9)))
    #expect(killed(diagnosis(counts: [nil, nil])) == .failed(.crashed(signal: 9)))
  }

  @Test func eachCountedKillIsClaimedOnce() {
    let both = diagnosis(counts: [0, 1, 1])
    #expect(killed(both) != .failed(.crashed(signal: 9)))
    #expect(killed(both) == .failed(.crashed(signal: 9)))
  }

  @Test(arguments: ["0::", "4:memory:"])
  func aWorkerThatWasMovedToAnotherGroupIsCountedThere(_ version: String) {
    let files = Counters(["/proc/self/cgroup": "\(version)/a", "/proc/7/cgroup": "\(version)/a"])
    for group in ["a", "a/b"] { files.count(0, in: group) }
    let kills = kills(files)
    kills.look(at: 7)
    files.set("/proc/7/cgroup", "\(version)/a/b")
    kills.look(at: 7)
    // What version 1 says of the dead.
    files.set("/proc/7/cgroup", "\(version)/")
    files.count(1, in: "a/b")
    // Version 2 counts it above, too; it is one kill all the same.
    if version == "0::" { files.count(1, in: "a") }
    kills.look(at: 7)
    #expect(kills.claim())
    #expect(!kills.claim())
    files.count(2, in: "a")
    #expect(kills.claim())
  }

  @Test(arguments: [
    "terminate called after throwing an instance of 'std::bad_alloc'",
    "Fatal error: failed to allocate 4096 bytes of memory with alignment 16",
  ])
  func anAllocationThatFailedIsForWantOfMemory(_ line: String) {
    guard case .failed(.outOfMemory) = killed(diagnosis(saying: ["begins", line]), by: SIGABRT)
    else {
      Issue.record("not told apart")
      return
    }
  }

  @Test func aCrashComesWithItsLastWords() {
    #expect(
      killed(diagnosis(saying: ["Fatal error: x", "at y"]), by: SIGILL)
        == .failed(.crashed(signal: 4, log: "Fatal error: x\nat y")))
  }

  @Test func ofManyWordsTheFirstAndTheLastAreKept() {
    let end = killed(diagnosis(saying: (0..<100).map { "line \($0)" }), by: SIGILL)
    guard case .failed(.crashed(_, let log?)) = end else {
      Issue.record("\(end)")
      return
    }
    #expect(log.hasPrefix("line 0\nline 1\n") && log.hasSuffix("...\nline 97\nline 98\nline 99"))
  }

  @Test func theSameCrashIsTheSameWhateverItsLastWords() {
    let one = FailureReason.crashed(signal: 4, log: "at 0x1")
    #expect(one.withoutLog == FailureReason.crashed(signal: 4, log: "at 0x2").withoutLog)
    #expect(one.isLike(.crashed(signal: 4)))
  }

  @Test func aRunThatWantsTooMuchMemoryIsNotTriedAgain() async throws {
    let executor = ScriptedExecutor { _ in
      [.ended(.failed(.outOfMemory(message: "an allocation failed")))]
    }
    let scheduler = Scheduler(slots: 1, executor: executor, policy: RetryPolicy(retries: 3))
    var ends = 0
    for try await event in scheduler.events(of: [Job(.fake("x"), expectedSeconds: 1)]) {
      if case .ended = event.event { ends += 1 }
    }
    #expect(ends == 1)
  }

  @Test func theGroupsFilesFollowFromTheTable() {
    #expect(
      MemoryKills.files(ofGroups: "0::/user.slice\n")
        == ["/sys/fs/cgroup/user.slice/memory.events"])
    #expect(
      MemoryKills.files(ofGroups: "4:memory:/a\n3:cpuset:/\n0::/\n") == [
        "/sys/fs/cgroup/memory/a/memory.oom_control", "/sys/fs/cgroup/memory/memory.oom_control",
        "/sys/fs/cgroup/memory.events",
      ])
    #expect(MemoryKills.kills(in: "low 0\noom 2\noom_kill 1\n") == 1)
    #expect(MemoryKills.kills(in: "oom_kill_disable 0\nunder_oom 0\noom_kill 7\n") == 7)
    #expect(MemoryKills.kills(in: "") == nil)
  }
}

/// The kernel's files, of both versions of groups.
private final class Counters: Sendable {
  private let files: Mutex<[String: String]>

  init(_ files: [String: String]) { self.files = Mutex(files) }

  func set(_ path: String, _ text: String) { files.withLock { $0[path] = text } }

  func text(_ path: String) -> String? { files.withLock { $0[path] } }

  func count(_ kills: Int, in group: String) {
    set("/sys/fs/cgroup/\(group)/memory.events", "oom 9\noom_kill \(kills)\n")
    set("/sys/fs/cgroup/memory/\(group)/memory.oom_control", "oom_kill \(kills)\n")
  }
}

import Experiments
import Foundation
import Testing

@testable import Scheduling

/// Want of memory is told apart from a crash and from a plain kill.
@Suite struct DiagnosisTests {
  private func diagnosis(saying words: [String] = [], counts: [Int?] = [0]) -> Diagnosis {
    let left = Log<Int?>()
    let kills = MemoryKills { [counts] in
      left.add(nil)
      return counts[min(left.all.count, counts.count) - 1]
    }
    return Diagnosis(lastWords: { _ in words }, memory: kills)
  }

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

import Foundation
import Testing

@testable import Scheduling

/// How many processors a process may use, by files as the kernel has them.
@Suite(.timeLimit(.minutes(60))) struct ProcessorsTests {
  private func processors(
    all: Int = 8, allowed: Int = 8, _ files: [String: String] = [:]
  ) -> Processors {
    Processors(all: all, allowed: allowed) { files[$0] }
  }

  @Test func withoutLimitsAllProcessorsAreUsed() {
    let found = processors([
      "/proc/self/cgroup": "0::/a\n", "/sys/fs/cgroup/a/cpu.max": "max 100000\n",
    ])
    #expect(found.usable == 8 && found.limit == nil)
    #expect(found.description == "8 processors")
    #expect(processors(all: 1, allowed: 0).description == "1 processor")
  }

  @Test func anAffinityIsALimit() {
    let found = processors(all: 2, allowed: 1)
    #expect(found.usable == 1)
    #expect(found.description == "1 of 2 processors (affinity)")
  }

  @Test func aPartOfAProcessorCountsAsOne() {
    let table = ["/proc/self/cgroup": "0::/a\n"]
    func usable(_ quota: String) -> Int {
      processors(table.merging(["/sys/fs/cgroup/a/cpu.max": quota]) { $1 }).usable
    }
    #expect(usable("150000 100000\n") == 2)
    #expect(usable("10000 100000\n") == 1)
    #expect(usable("400000 100000\n") == 4)
    #expect(usable("what?\n") == 8)
  }

  @Test func theTightestOfTheGroupsAboveCounts() {
    let found = processors([
      "/proc/self/cgroup": "0::/a/b\n", "/sys/fs/cgroup/a/b/cpu.max": "500000 100000\n",
      "/sys/fs/cgroup/a/cpu.max": "300000 100000\n", "/sys/fs/cgroup/cpu.max": "max 100000\n",
    ])
    #expect(found.usable == 3)
    #expect(found.description == "3 of 8 processors (cgroup quota)")
  }

  @Test func theFirstVersionOfGroupsHasItsOwnFiles() {
    for mount in ["cpu", "cpu,cpuacct"] {
      let folder = "/sys/fs/cgroup/\(mount)/docker/x"
      let found = processors([
        "/proc/self/cgroup": "4:memory:/m\n3:cpu,cpuacct:/docker/x\n0::/\n",
        "\(folder)/cpu.cfs_quota_us": "200000\n", "\(folder)/cpu.cfs_period_us": "100000\n",
        "/sys/fs/cgroup/\(mount)/cpu.cfs_quota_us": "-1\n",
        "/sys/fs/cgroup/\(mount)/cpu.cfs_period_us": "100000\n",
      ])
      #expect(found.usable == 2 && found.limit == .quota)
    }
  }

  @Test func anAffinityTighterThanTheQuotaIsWhatLimits() {
    let found = processors(
      allowed: 2,
      ["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/cpu.max": "300000 100000\n"])
    #expect(found.usable == 2 && found.limit == .affinity)
  }
}

import Foundation

/// Row 39: the shared folder is full while tasks run.
struct ClusterDiskFull: Fault {
  let number = 39
  let name = "cluster-disk-full"
  let title = "the shared folder is full while tasks run, and then has room again"
  let goal = Goal.shots(4)

  func isPossible(here machine: Machine) -> Possibility {
    ClusterScene.possibility(machine, [], .mounts)
  }

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let disk = try TemporaryDisk(
      at: "\(bench.folder)/shared-\(shot.sceneName)", kilobytes: 400_000)
    defer { try? disk.remove() }
    let scene = try ClusterScene(bench, .base, name: shot.sceneName, on: disk.path)
    defer { scene.remove() }
    let launch = try scene.startAndWait()
    // Some room for what is on its way: each shot stops at another place.
    let room = [0, 16, 64, 256][(shot.number - 1) % 4]
    let used = try Tool.run(["du", "-sk", disk.path]).text.split(separator: "\t").first
    try disk.resize(kilobytes: (used.flatMap { Int($0) } ?? 0) + room)
    let exit = launch.child.wait(seconds: Child.patience)
    try scene.waitUntilEmpty()
    try disk.resize(kilobytes: 400_000)
    return Verdict(
      try expect([.code(0), .code(1), .code(75)], exit, launch) + scene.settle())
  }
}

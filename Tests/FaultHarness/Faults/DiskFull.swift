import Foundation

/// Row 16: a disk too small, a little larger with each shot, until the sweep fits.
struct DiskFull: Fault {
  let number = 16
  let name = "disk-full"
  let title = "disk full (tmpfs of 128, 144, ... kB), then larger"
  let goal = Goal.everyPoint

  func isPossible(here machine: Machine) -> Possibility {
    Need.mounts.isMet(by: machine)
  }

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let disk = try TemporaryDisk(
      at: "\(bench.folder)/disk-\(shot.sceneName)", kilobytes: 112 + 16 * shot.number)
    defer { try? disk.remove() }
    let scene = try Scene(bench, .small, name: shot.sceneName, on: disk.path)
    defer { scene.remove() }
    let launch = try scene.start()
    let exit = launch.child.wait(seconds: Child.patience)
    if exit == .code(0), !launch.said.contains("No space") {
      return Verdict(injections: 0, try scene.finalViolations(), isLast: true)
    }
    var violations = expect([.code(75), .code(0)], exit, launch) + scene.orphans()
    if exit != .code(0) { violations += expect([.code(75)], exit, said: launch.said, "  next: ") }
    try disk.resize(kilobytes: 65536)
    if let store = try StoreCopy(scene.store) { violations += try store.violations() }
    return Verdict(try violations + scene.settle())
  }
}

/// Row 17: files may not grow beyond a limit, larger with each shot, until the sweep fits.
struct FileSizeLimit: Fault {
  let number = 17
  let name = "file-size"
  let title = "file size limit (prlimit --fsize=4, 12, ... kB), then none"
  let goal = Goal.everyPoint

  func isPossible(here machine: Machine) -> Possibility {
    machine.has("prlimit") ? .possible : .impossible("no prlimit")
  }

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let scene = try Scene(bench, .small, name: shot.sceneName)
    defer { scene.remove() }
    let bytes = 4096 + 8192 * (shot.number - 1)
    let launch = try scene.start(wrapper: ["prlimit", "--fsize=\(bytes):\(bytes)"])
    let exit = launch.child.wait(seconds: Child.patience)
    if exit == .code(0), !launch.said.contains("warning") {
      return Verdict(injections: 0, try scene.finalViolations(), isLast: true)
    }
    return Verdict(
      try expect([.code(75), .code(0)], exit, launch) + scene.orphans() + scene.settle())
  }
}

/// Row 18: one call after another fails, once or for ever.
struct FailingCall: Fault {
  let number = 18
  let name: String
  let title: String
  let role: Shim.Role
  let action: Shim.Action
  let calls: Shim.Calls
  let isLasting: Bool
  let goal = Goal.everyPoint

  func isPossible(here machine: Machine) -> Possibility { Need.compiler.isMet(by: machine) }

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let scene = try Scene(bench, .small, name: shot.sceneName)
    defer { scene.remove() }
    let shim = Shim(role: role, action: action, calls: calls, at: shot.number, isLasting: isLasting)
    let mark = "\(scene.folder)/hit"
    let launch = try scene.start(["-j", "1"], environment: shim.environment(bench, once: mark))
    let exit = launch.child.wait(seconds: Child.patience)
    guard scene.has("hit") else {
      let found = expect([.code(0)], exit, launch)
      return Verdict(injections: 0, try found + scene.finalViolations(), isLast: true)
    }
    // What a worker syncs is a checkpoint; the parent's figures can be drawn again.
    let isCheckpoint = role == .worker && calls == .sync
    let found =
      expect(isCheckpoint ? [.code(75)] : [.code(75), .code(0)], exit, launch) + scene.orphans()
    // A figure that could not be written once is drawn again, and then all is well.
    let isWell = exit == .code(0) && !launch.said.contains("warning: ")
    return Verdict(try found + (isWell ? scene.finalViolations() : scene.settle()))
  }
}

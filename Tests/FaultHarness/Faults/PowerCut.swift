import Foundation

/// Row 15: the power goes at random moments, again and again within one sweep.
struct PowerCut: Fault {
  let number = 15
  let name = "power-cut"
  let title = "power cut: ext4 shut down without its journal's unwritten part"
  let goal = Goal.injections(200)

  func isPossible(here machine: Machine) -> Possibility {
    Need.powerCuts.isMet(by: machine)
  }

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let disk = try PowerlessDisk(at: "\(bench.folder)/disk-\(shot.sceneName)")
    defer { try? disk.remove() }
    let scene = try Scene(bench, .base, name: shot.sceneName, on: disk.path)
    defer { scene.remove() }
    sync()
    var dice = shot.dice
    var (cuts, violations, before) = (0, [Violation](), nil as Progress?)
    while cuts < 40 {
      let launch = try scene.start()
      let seconds = Double.random(in: 0.1...0.9, using: &dice)
      guard launch.child.wait(seconds: seconds) == nil else { break }
      try cut(disk, scene)
      cuts += 1
      let now = try Progress(of: scene)
      let lost = now.violations(since: before ?? now, acknowledged: scene.acknowledged)
      if violations.isEmpty { scene.keep(lost) }
      violations += lost
      before = now
    }
    return Verdict(injections: cuts, try violations + scene.settle(since: before))
  }

  // Everything stops first, as it does when the power goes. A process that lives on may say what is
  // not so: a sync that the cut overtakes can return success (of some hundred cuts, one).
  private func cut(_ disk: PowerlessDisk, _ scene: Scene) throws {
    let processes = ProcessTable.carrying(scene.token)
    for id in processes { kill(id, SIGSTOP) }
    Clock.pause(0.002)
    try disk.cut()
    for id in processes + ProcessTable.carrying(scene.token) { kill(id, SIGKILL) }
    guard ProcessTable.waitUntilGone(scene.token, seconds: 5).isEmpty else {
      throw HarnessError("processes outlive a SIGKILL")
    }
    try disk.restore()
  }
}

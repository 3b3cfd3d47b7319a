import Foundation

/// Row 40: a worker stands still at each of its calls, its sweep is killed and done again by another
/// one, and then the worker goes on.
struct LateWorker: Fault {
  let number = 40
  let name = "late-worker"
  let title = "a worker stopped at each of its calls, its sweep killed and done again, then woken"
  let goal = Goal.everyPoint

  func isPossible(here machine: Machine) -> Possibility { Need.compiler.isMet(by: machine) }

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let scene = try Scene(bench, .small, name: shot.sceneName)
    defer { scene.remove() }
    let go = "\(scene.folder)/go"
    let shim = Shim(role: .worker, action: .orphan, at: shot.number)
    let launch = try scene.start(
      ["-j", "1"],
      environment: shim.environment(bench, once: "\(scene.folder)/hit", go: go))
    let exit = launch.child.wait(seconds: Child.patience)
    guard scene.has("hit") else {
      return Verdict(injections: 0, expect([.code(0)], exit, launch), isLast: true)
    }
    let again = try scene.run(scene.sweepArguments + ["-j", "2"])
    let before = try files(of: scene)
    try scene.write(Data(), to: "go")
    for worker in ProcessTable.workers(carrying: scene.token) { kill(worker, SIGCONT) }
    let orphans = scene.orphans()
    let doctor = try scene.run(["doctor"])
    return Verdict(
      try expect([.code(0)], again.exit, said: again.said) + orphans
        + changes(from: before, to: files(of: scene))
        + expect([.code(0)], doctor.exit, said: doctor.said) + scene.settle())
  }

  /// What is recorded; a file under a name of the late worker's own harms nobody.
  private func files(of scene: Scene) throws -> [String: String] {
    try Snapshot.digests(in: "\(scene.folder)/save").filter {
      $0.key.hasSuffix(".safetensors") && !$0.key.contains("/.sweep-")
    }
  }
}

/// Files that are no longer what they were.
func changes(from before: [String: String], to after: [String: String]) -> [Violation] {
  before.filter { after[$0.key] != $0.value }.keys.sorted().map {
    Violation(.ownFiles, "\($0) is \(after[$0] == nil ? "gone" : "changed")")
  }
}

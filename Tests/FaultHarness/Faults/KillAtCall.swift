import Foundation

/// Rows 1 to 3: `kill -9` at every call that writes, one after another until a sweep passes.
struct KillAtCall: Fault {
  let number: Int
  let name: String
  let title: String
  let role: Shim.Role
  let action: Shim.Action
  /// A call at which the parent was killed before, so that this one hits the going on.
  var first: Int?
  var goal: Goal { .everyPoint }

  func isPossible(here machine: Machine) -> Possibility { Need.compiler.isMet(by: machine) }

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let scene = try Scene(bench, .small, name: shot.sceneName)
    defer { scene.remove() }
    if let first { try killFirst(scene, at: first) }
    let mark = "\(scene.folder)/hit"
    let shim = Shim(role: role, action: action, at: shot.number)
    let launch = try scene.start(
      ["-j", role == .worker ? "1" : "2"], environment: shim.environment(bench, once: mark))
    guard let exit = launch.child.wait(seconds: Child.patience) else {
      return Verdict([Violation(.honesty, "no end")])
    }
    guard scene.has("hit") else {
      return Verdict(injections: 0, try after(exit, launch, scene, [.code(0)]), isLast: true)
    }
    // The worker of a killed parent is waited for in every other shot, and not in the others.
    let orphans = shot.number.isMultiple(of: 2) ? scene.orphans() : []
    let expected: [Exit] = action == .kill && role == .worker ? [.code(0)] : [.signal(SIGKILL)]
    return Verdict(try after(exit, launch, scene, expected) + orphans)
  }

  private func killFirst(_ scene: Scene, at call: Int) throws {
    let shim = Shim(role: .parent, action: .kill, at: call)
    let launch = try scene.start(environment: shim.environment(scene.bench, once: nil))
    _ = launch.child.wait(seconds: Child.patience)
  }

  private func after(
    _ exit: Exit, _ launch: Launch, _ scene: Scene, _ expected: [Exit]
  ) throws -> [Violation] {
    guard expected.contains(exit) else {
      return [Violation(.honesty, "ended with \(exit): \(launch.said.suffix(400))")]
    }
    return exit == .code(0) ? try scene.finalViolations() : try scene.settle()
  }
}

import Foundation

/// Row 1 by the kernel's own hand: strace kills whatever thread of the sweep, parent or worker,
/// makes its N-th call of a kind.
struct KillAtSystemCall: Fault {
  let number = 1
  let name = "any-strace"
  let title = "kill -9 at each thread's N-th system call of a kind (strace)"
  var goal: Goal { .shots(Self.kinds.count * Self.depth) }

  private static let kinds = [
    "pwrite64", "write", "fsync", "fdatasync", "renameat,rename", "unlinkat,unlink", "ftruncate",
  ]
  private static let depth = 20

  func isPossible(here machine: Machine) -> Possibility {
    machine.has("strace") ? .possible : .impossible("no strace")
  }

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let scene = try Scene(bench, .small, name: shot.sceneName)
    defer { scene.remove() }
    let kind = Self.kinds[(shot.number - 1) % Self.kinds.count]
    let point = (shot.number - 1) / Self.kinds.count + 1
    let launch = try scene.start(
      ["-j", "2", "--retries", "9"],
      wrapper: [
        "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(kind)", "-e", "signal=none", "-e",
        "inject=\(kind):signal=KILL:when=\(point)",
      ])
    let exit = launch.child.wait(seconds: Child.patience)
    if exit == .code(0) { return Verdict(injections: 0, try scene.finalViolations()) }
    return Verdict(try scene.settle(mayFailOnce: true))
  }
}

import Foundation

/// Rows 43 to 48: the sweep of somebody else's program.
struct ProgramFaults {
  /// The faults.
  static let all: [any Fault] = [
    KillAtRandom(
      number: 43, name: "program-parent-random",
      title: "a program trains: kill -9 of the parent at random moments", victim: .parent,
      goal: .injections(400), workload: .digits),
    KillAtRandom(
      number: 44, name: "program-worker-random",
      title: "a program trains: kill -9 of workers at random moments", victim: .worker,
      goal: .injections(400), workload: .digits),
    KillAtRandom(
      number: 45, name: "program-random", title: "kill -9 of the program at random moments",
      victim: .program, goal: .injections(400), workload: .digits),
    KillAtRandom(
      number: 46, name: "program-all-random",
      title: "kill -9 of parent, worker and program at random moments", victim: .all,
      goal: .injections(400), workload: .digits),
    CaseFault(
      number: 47, name: "late-program",
      title: "a program's worker stopped, its sweep killed and done again, then woken", .digits,
      tools: Workload.digits.tools, times: 40, wakeLate),
    KillAtRandom(
      number: 48, name: "search-random",
      title: "a search in rounds: kill -9 of parent and worker at random moments", victim: .both,
      goal: .injections(40), workload: .search),
  ]

  private static func wakeLate(_ scene: Scene, _ dice: inout Dice) throws -> [Violation] {
    let launch = try scene.start(["-j", "1"])
    guard let worker = waitForWorker(launch) else { return try scene.finalViolations() }
    Clock.pause(.random(in: 0...2, using: &dice))
    kill(worker, SIGSTOP)
    launch.child.send(SIGKILL)
    _ = launch.child.wait(seconds: Child.patience)
    let again = try scene.run(scene.sweepArguments + ["-j", "2"])
    let before = try files(of: scene)
    for process in ProcessTable.carrying(scene.token) { kill(process, SIGCONT) }
    let orphans = scene.orphans()
    let doctor = try scene.run(["doctor"])
    return try expect([.code(0)], again.exit, said: again.said) + orphans
      + changes(from: before, to: files(of: scene))
      + expect([.code(0)], doctor.exit, said: doctor.said) + scene.settle()
  }

  /// What is recorded; a file under a name of the late worker's own harms nobody.
  private static func files(of scene: Scene) throws -> [String: String] {
    try Snapshot.digests(in: "\(scene.folder)/save").filter {
      $0.key.contains("/checkpoints/") && !$0.key.contains("/.sweep-")
    }
  }
}

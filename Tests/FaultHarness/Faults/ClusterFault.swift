import Foundation

/// Row 39: a sweep whose runs go to a Slurm cluster, disturbed, and gone on with.
struct ClusterFault: Fault {
  let number = 39
  let name: String
  let title: String
  let goal: Goal
  private let workload: Workload
  private let tools: [String]
  private let need: Need
  private let body: @Sendable (ClusterScene, inout Dice) throws -> [Violation]

  init(
    _ name: String, _ title: String, _ workload: Workload = .base, tools: [String] = [],
    need: Need = .nothing, times: Int,
    _ body: @escaping @Sendable (ClusterScene, inout Dice) throws -> [Violation]
  ) {
    self.name = "cluster-\(name)"
    self.title = title
    self.workload = workload
    self.tools = tools
    self.need = need
    goal = .shots(times)
    self.body = body
  }

  func isPossible(here machine: Machine) -> Possibility {
    ClusterScene.possibility(machine, tools, need)
  }

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let scene = try ClusterScene(bench, workload, name: shot.sceneName)
    defer { scene.remove() }
    var dice = shot.dice
    let found = try body(scene, &dice)
    return Verdict(try found + scene.settle())
  }
}

/// Row 39: the parent is killed at each of its calls that write, while it hands over, follows and collects.
struct ClusterKillAtCall: Fault {
  let number = 39
  let name: String
  let title: String
  /// Whether everything has come to its end by then, and the parent only collects.
  let onlyCollects: Bool
  let goal = Goal.everyPoint

  func isPossible(here machine: Machine) -> Possibility {
    ClusterScene.possibility(machine, [], .compiler)
  }

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let scene = try ClusterScene(bench, .small, name: shot.sceneName)
    defer { scene.remove() }
    if onlyCollects { try scene.runDetached() }
    let shim = Shim(role: .parent, action: .kill, at: shot.number)
    let environment = try shim.environment(bench, once: "\(scene.base.folder)/hit")
    let launch =
      onlyCollects
      ? try scene.base.start(words: [scene.base.program, "status"], environment: environment)
      : try scene.base.start([], environment: environment)
    let exit = launch.child.wait(seconds: Child.patience)
    guard scene.base.has("hit") else {
      return Verdict(
        injections: 0, try expect([.code(0)], exit, launch) + scene.settle(), isLast: true)
    }
    // It may have been a scheduler's tool that was killed, which the parent gets over.
    return Verdict(
      try expect([.code(0), .code(75), .signal(SIGKILL)], exit, launch) + scene.settle())
  }
}

/// A scene whose sweep goes to a cluster.
final class ClusterScene {
  /// The scene itself.
  let base: Scene
  /// The cluster.
  let cluster: SlurmCluster

  init(_ bench: Bench, _ workload: Workload, name: String, on disk: String? = nil) throws {
    cluster = try bench.cluster()
    base = try Scene(bench, workload, name: name, on: disk)
    base.variables = cluster.variables
    base.arguments = ["--profile", "cluster.json"]
    try profile()
  }

  static func possibility(
    _ machine: Machine, _ tools: [String], _ need: Need
  ) -> Possibility {
    let all = SlurmCluster.tools + tools
    // Daemons lie where only root looks.
    let missing = all.first { tool in
      !machine.has(tool) && access("/usr/sbin/\(tool)", X_OK) != 0
    }
    return missing.map { .impossible("no \($0)") } ?? need.isMet(by: machine)
  }

  /// Writes its profile.
  func profile(setup: [String] = []) throws {
    let object: [String: Any] = [
      "executor": "slurm", "sbatch": ["--partition=main"], "task_minutes": 1, "look_seconds": 1,
      "at_a_time": 4, "setup": setup,
    ]
    try base.write(try JSONSerialization.data(withJSONObject: object), to: "cluster.json")
  }

  /// Starts its sweep, and waits until something has begun.
  func startAndWait() throws -> Launch {
    let launch = try base.start([])
    launch.child.wait(seconds: Child.patience) { launch.said.contains(": starts") }
    return launch
  }

  /// Hands everything over, and waits until the cluster has nothing more to do.
  func runDetached() throws {
    let launch = try base.start(["--detach"])
    guard launch.child.wait(seconds: Child.patience) == .code(0) else {
      throw HarnessError("detaching did not end well: \(launch.said)")
    }
    try waitUntilEmpty()
  }

  /// Waits until the cluster has no task.
  func waitUntilEmpty() throws {
    let deadline = Clock.seconds() + Child.patience
    while try !cluster.tasks().isEmpty, Clock.seconds() < deadline { Clock.pause(0.2) }
  }

  /// The journals of its runs.
  var journals: [String] {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: "\(base.folder)/save")) ?? []
    return paths.filter { $0.contains("/journal-") }.sorted().map { "\(base.folder)/save/\($0)" }
  }

  /// The folders of its submissions.
  var submissions: [String] {
    let root = "\(base.folder)/save/.cluster/\(base.workload.name)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return names.sorted().map { "\(root)/\($0)" }
  }

  /// Goes on until the sweep has come to its end, and checks all that must hold then.
  func settle() throws -> [Violation] {
    try cluster.mend()
    try profile()
    base.variables = cluster.variables
    for _ in 0..<6 {
      let ended = try base.run(base.sweepArguments)
      if ended.exit == .code(0) { return try base.finalViolations() }
      guard [.code(1), .code(75)].contains(ended.exit) else {
        let how = ended.exit.map { "\($0)" } ?? "no end"
        return [Violation(.honesty, "going on ended with \(how): \(ended.said.suffix(600))")]
      }
    }
    return [Violation(.honesty, "it does not come to its end")]
  }

  /// Takes it away.
  func remove() {
    _ = try? cluster.tool(["scancel", "--user=\(geteuid())"])
    base.remove()
  }
}

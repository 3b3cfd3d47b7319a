import Foundation

/// Rows 10 to 14: workers that misbehave.
struct WorkerFaults {
  /// The faults.
  static let all: [any Fault] = [
    CaseFault(
      number: 10, name: "hang", title: "a worker stands still (SIGSTOP), with --timeout 1", times: 5
    ) { scene, dice in
      let launch = try scene.start(["-j", "2", "--timeout", "1"])
      guard let worker = waitForWorker(launch) else { return try scene.finalViolations() }
      Clock.pause(.random(in: 0...0.5, using: &dice))
      let isHit = kill(worker, SIGSTOP) == 0
      let exit = launch.child.wait(seconds: Child.patience)
      let words = isHit && launch.said.contains("failed") ? "no message for 1.0 s; killed" : ""
      return expect([.code(0)], exit, said: launch.said, words) + (try scene.finalViolations())
    },
    CaseFault(
      number: 11, name: "crash", title: "a worker crashes: SEGV, ILL, ABRT, BUS, FPE", times: 10
    ) { scene, dice in
      let signal =
        [SIGSEGV, SIGILL, SIGABRT, SIGBUS, SIGFPE].randomElement(using: &dice) ?? SIGSEGV
      let launch = try scene.start()
      guard let worker = waitForWorker(launch) else { return try scene.finalViolations() }
      Clock.pause(.random(in: 0...0.5, using: &dice))
      let isHit = kill(worker, signal) == 0
      let exit = launch.child.wait(seconds: Child.patience)
      let words = isHit && launch.said.contains("crashed") ? "crashed by signal \(signal)" : ""
      return expect([.code(0)], exit, said: launch.said, words) + (try scene.finalViolations())
    },
    CaseFault(
      number: 11, name: "crash-always", title: "every worker dies at its tenth call", .small,
      need: .compiler, times: 1
    ) { scene, _ in
      let shim = Shim(role: .worker, action: .kill, at: 10)
      let launch = try scene.start(environment: shim.environment(scene.bench, once: nil))
      let exit = launch.child.wait(seconds: Child.patience)
      return expect([.code(1)], exit, said: launch.said, "killed by signal 9")
        + (try scene.settle())
    },
    CaseFault(
      number: 12, name: "diverged", title: "runs that diverge, the parent killed on the way",
      .diverging, times: 5
    ) { scene, dice in
      let launch = try scene.start()
      if launch.child.wait(seconds: .random(in: 0.05...0.4, using: &dice)) == nil {
        launch.child.send(SIGKILL)
      }
      _ = launch.child.wait(seconds: Child.patience)
      return try scene.settle()
    },
    CaseFault(
      number: 13, name: "address-space", title: "a worker may have no more memory (prlimit --as)",
      tools: ["prlimit"], times: 5
    ) { scene, dice in
      let launch = try scene.start()
      guard let worker = waitForWorker(launch) else { return try scene.finalViolations() }
      Clock.pause(.random(in: 0...0.3, using: &dice))
      try Tool.run(["prlimit", "--pid", "\(worker)", "--as=1000000:1000000"])
      let exit = launch.child.wait(seconds: Child.patience)
      return expect([.code(0), .code(1)], exit, launch) + (try scene.settle(mayFailOnce: true))
    },
    CaseFault(
      number: 14, name: "memory-group", title: "a worker over its memory group's limit",
      need: .memoryGroups, times: 3
    ) { scene, _ in try inMemoryGroup(scene) },
  ]

  private static func inMemoryGroup(_ scene: Scene) throws -> [Violation] {
    guard let groups = scene.bench.machine.memoryGroups else { return [] }
    let group = "\(groups)/sweep-fault-\(getpid())"
    guard mkdir(group, 0o755) == 0 else { throw HarnessError("cannot make \(group)") }
    defer { rmdir(group) }
    try Data("1000000".utf8).write(to: URL(filePath: "\(group)/memory.limit_in_bytes"))
    let launch = try scene.start()
    guard let worker = waitForWorker(launch) else { return try scene.finalViolations() }
    try? Data("\(worker)".utf8).write(to: URL(filePath: "\(group)/tasks"))
    let exit = launch.child.wait(seconds: Child.patience)
    return expect([.code(0), .code(1)], exit, launch) + misnamed(launch, in: group)
      + (try scene.settle(mayFailOnce: true))
  }

  /// The group has nobody but the worker: its kills are for want of memory, and no others.
  private static func misnamed(_ launch: Launch, in group: String) -> [Violation] {
    let counts = try? String(contentsOfFile: "\(group)/memory.oom_control", encoding: .utf8)
    let kills = counts?.firstMatch(of: /oom_kill (\d+)/).flatMap { Int($0.1) } ?? 0
    let told = launch.said.components(separatedBy: "killed by the kernel").count - 1
    if kills == 0 || told > 0 { return [] }
    return [Violation(.honesty, "of \(kills) kills for want of memory none was told")]
  }
}

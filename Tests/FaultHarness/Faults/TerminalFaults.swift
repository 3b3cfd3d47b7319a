import Foundation

/// Rows 4 to 9, what needs a terminal, a shell or a stopped process: a case a shot.
struct TerminalFaults {
  /// The faults.
  static let all: [any Fault] = [
    CaseFault(
      number: 4, name: "pty-interrupt", title: "Ctrl-C in a terminal", tools: ["script"], times: 5
    ) { scene, dice in
      let (launch, keys) = try inTerminal(scene)
      launch.child.wait(seconds: .random(in: 0.3...1, using: &dice)) { false }
      try keys.write(contentsOf: Data([3]))
      let exit = launch.child.wait(seconds: 20)
      try keys.close()
      return expect([.code(130), .code(0)], exit, launch) + (try scene.settle())
    },
    CaseFault(
      number: 6, name: "timeout-tool", title: "timeout -k 20 0.7 sweep run", tools: ["timeout"],
      times: 3
    ) { scene, _ in
      let launch = try scene.start(wrapper: ["timeout", "--preserve-status", "-k", "20", "0.7"])
      let exit = launch.child.wait(seconds: 30)
      return expect([.code(143), .code(0)], exit, launch) + (try scene.settle())
    },
    CaseFault(
      number: 6, name: "deaf-worker", title: "SIGTERM while a worker hears nothing (SIGSTOP)",
      times: 1
    ) { scene, _ in
      let launch = try scene.start()
      guard let worker = waitForWorker(launch) else { return try scene.settle() }
      kill(worker, SIGSTOP)
      launch.child.send(SIGTERM)
      let exit = launch.child.wait(seconds: 25)
      return expect([.code(143)], exit, launch) + scene.orphans() + (try scene.settle())
    },
    CaseFault(
      number: 7, name: "pty-closed", title: "the terminal is closed", tools: ["script"], times: 5
    ) { scene, dice in
      let (launch, keys) = try inTerminal(scene)
      launch.child.wait(seconds: .random(in: 0.3...1, using: &dice)) { false }
      launch.child.send(SIGKILL)
      _ = launch.child.wait(seconds: 5)
      try keys.close()
      return ProcessTable.waitUntilGone(scene.token, seconds: 10).map {
        Violation(.noOrphans, "process \($0) goes on without its terminal")
      } + (try scene.settle())
    },
    CaseFault(number: 7, name: "nohup", title: "SIGHUP under nohup: goes on", times: 3) {
      scene, dice in
      let launch = try scene.start(wrapper: ["nohup"])
      launch.child.wait(seconds: .random(in: 0.2...1, using: &dice)) { false }
      launch.child.send(SIGHUP)
      return expect([.code(0)], launch.child.wait(seconds: Child.patience), launch)
        + (try scene.finalViolations())
    },
    CaseFault(number: 8, name: "closed-output", title: "sweep run | head -n 1", times: 3) {
      scene, _ in
      let line = "{ \"$@\"; echo $? > code; } 2>&1 | head -n 1"
      let launch = try scene.start(wrapper: ["sh", "-c", line, "sh"])
      _ = launch.child.wait(seconds: Child.patience)
      let code = String(decoding: try scene.content("code"), as: UTF8.self)
      return (code == "0\n" ? [] : [Violation(.honesty, "exit code \(code)")])
        + (try scene.finalViolations())
    },
    CaseFault(
      number: 9, name: "ctrl-z", title: "stopped for 3 s with --timeout 2, then on", times: 4
    ) { scene, dice in
      let launch = try scene.start(["-j", "2", "--timeout", "2"])
      launch.child.wait(seconds: .random(in: 0.2...0.8, using: &dice)) { false }
      // A terminal stops its own group alone, a sleeping laptop everything.
      let workers = Bool.random(using: &dice) ? ProcessTable.workers(of: launch.child.id) : []
      for id in [launch.child.id] + workers { kill(id, SIGSTOP) }
      Clock.pause(3)
      for id in workers + [launch.child.id] { kill(id, SIGCONT) }
      let exit = launch.child.wait(seconds: Child.patience)
      let wasTried = launch.said.contains("trying again")
      return expect([.code(0)], exit, launch)
        + (wasTried ? [Violation(.honesty, "a run was taken for hung")] : [])
        + (try scene.finalViolations())
    },
  ]

  /// Starts the sweep in a terminal of its own; what is written to the handle is typed.
  private static func inTerminal(_ scene: Scene) throws -> (Launch, FileHandle) {
    let keys = Pipe()
    let command = ([scene.bench.program] + scene.sweepArguments + ["-j", "2"])
      .joined(separator: " ")
    let launch = try scene.start(
      words: ["script", "-qefc", "exec \(command)", "/dev/null"], environment: ["TERM": "xterm"],
      input: keys.fileHandleForReading.fileDescriptor)
    try keys.fileHandleForReading.close()
    return (launch, keys.fileHandleForWriting)
  }
}

/// Waits until a sweep has a worker that is at work.
func waitForWorker(_ launch: Launch) -> pid_t? {
  launch.child.wait(seconds: 20) {
    launch.said.contains("starts") && !ProcessTable.workers(of: launch.child.id).isEmpty
  }
  return ProcessTable.workers(of: launch.child.id).first
}

/// A violation where a launch ended otherwise.
func expect(_ allowed: [Exit], _ exit: Exit?, _ launch: Launch) -> [Violation] {
  expect(allowed, exit, said: launch.said)
}

/// As above, of words already read.
func expect(_ allowed: [Exit], _ exit: Exit?, said: String, _ words: String = "") -> [Violation] {
  let how = exit.map { "\($0)" } ?? "no end"
  if exit.map(allowed.contains) != true {
    return [Violation(.honesty, "\(how), not \(allowed): \(said.suffix(500))")]
  }
  guard words.isEmpty || said.contains(words) else {
    return [Violation(.honesty, "\(how) without saying \"\(words)\": \(said.suffix(500))")]
  }
  return []
}

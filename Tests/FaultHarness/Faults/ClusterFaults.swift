import Foundation

/// Row 39: faults of a cluster, of its scheduler, and of whoever follows it.
struct ClusterFaults {
  /// The faults.
  static let all: [any Fault] =
    parents + cancellations + machines + schedulers + journals + others

  private static let ends: [Exit] = [.code(0), .code(1), .code(75), .signal(SIGKILL)]

  private static let parents: [any Fault] = [
    ClusterKillAtCall(
      name: "cluster-parent-call",
      title: "kill -9 of the parent of a cluster's sweep at each of its calls that write",
      onlyCollects: false),
    ClusterKillAtCall(
      name: "cluster-collect-call",
      title: "kill -9 of `status` at each of its calls while it collects",
      onlyCollects: true),
    ClusterFault(
      "parent-random", "kill -9 of the parent at random moments, five times a sweep", times: 20
    ) { scene, dice in
      var found: [Violation] = []
      for _ in 0..<5 {
        let launch = try scene.base.start([])
        let seconds = Double.random(in: 0.05...2, using: &dice)
        if launch.child.wait(seconds: seconds) == nil { launch.child.send(SIGKILL) }
        found += expect(ends, launch.child.wait(seconds: Child.patience), launch)
      }
      return found
    },
    ClusterFault("detach-random", "Ctrl-C at random moments: detached, 130", times: 10) {
      scene, dice in
      var found: [Violation] = []
      for _ in 0..<3 {
        let launch = try scene.base.start([])
        let seconds = Double.random(in: 0.3...2, using: &dice)
        if launch.child.wait(seconds: seconds) == nil { launch.child.send(SIGINT) }
        found += expect(
          [.code(0), .code(130), .signal(SIGINT)], launch.child.wait(seconds: Child.patience),
          launch)
      }
      return found
    },
    ClusterFault("two-parents", "a second parent of the same sweep: 3", times: 4) { scene, _ in
      let first = try scene.startAndWait()
      let second = try scene.base.run(scene.base.sweepArguments)
      let isOver = first.child.poll() != nil
      return (isOver ? [] : expect([.code(3)], second.exit, said: second.said, "pid"))
        + expect(ends, first.child.wait(seconds: Child.patience), first)
    },
  ]

  private static let cancellations: [any Fault] =
    [
      ("cancel-pending", "scancel of what waits", "PD"),
      ("cancel-running", "scancel of what runs", "R"),
      ("cancel-element", "scancel of a single task", "all"),
    ].map { name, title, states in
      ClusterFault(name, title, times: 6) { scene, dice in
        let launch = try scene.startAndWait()
        Clock.pause(.random(in: 0...1, using: &dice))
        let tasks = try scene.cluster.tasks(states)
        let chosen = states == "all" ? tasks.randomElement(using: &dice).map { [$0] } ?? [] : tasks
        if !chosen.isEmpty { try scene.cluster.tool(["scancel"] + chosen) }
        return expect(ends, launch.child.wait(seconds: Child.patience), launch)
      }
    } + [
      ClusterFault("stop", "`sweep stop` while it runs", times: 6) { scene, dice in
        let launch = try scene.startAndWait()
        Clock.pause(.random(in: 0...1, using: &dice))
        let stop = try scene.base.run(["stop", "base", "--profile", "cluster.json"])
        return expect([.code(0)], stop.exit, said: stop.said)
          + expect(ends, launch.child.wait(seconds: Child.patience), launch)
      }
    ]

  private static let machines: [any Fault] = [
    ClusterFault("requeue", "scontrol requeue of tasks that run", times: 6) { scene, dice in
      let launch = try scene.startAndWait()
      Clock.pause(.random(in: 0...1, using: &dice))
      for task in try scene.cluster.tasks("R") {
        try scene.cluster.tool(["scontrol", "requeue", task])
      }
      return expect(ends, launch.child.wait(seconds: Child.patience), launch)
    },
    ClusterFault("node-down", "a node is taken down, and comes back", times: 4) { scene, dice in
      let launch = try scene.startAndWait()
      let node = scene.cluster.nodes.randomElement(using: &dice) ?? "n1"
      try scene.cluster.tool([
        "scontrol", "update", "nodename=\(node)", "state=down", "reason=test",
      ])
      Clock.pause(2)
      try scene.cluster.tool(["scontrol", "update", "nodename=\(node)", "state=resume"])
      return expect(ends, launch.child.wait(seconds: Child.patience), launch)
    },
    ClusterFault("cut-off", "a node is cut off while its tasks go on, and comes back", times: 3) {
      scene, dice in
      let launch = try scene.startAndWait()
      let node = scene.cluster.nodes.randomElement(using: &dice) ?? "n1"
      scene.cluster.killNode(node)
      Clock.pause(.random(in: 2...14, using: &dice))
      try scene.cluster.startNode(node)
      return expect(ends, launch.child.wait(seconds: Child.patience), launch)
    },
    ClusterFault("agent-killed", "kill -9 of all that runs on the nodes", times: 6) { scene, dice in
      let launch = try scene.startAndWait()
      Clock.pause(.random(in: 0...1, using: &dice))
      for process in ProcessTable.carrying(
        "SLURM_CONF=\(scene.cluster.variables["SLURM_CONF"] ?? "")")
      where ProcessTable.isTask(process) { kill(process, SIGKILL) }
      return expect(ends, launch.child.wait(seconds: Child.patience), launch)
    },
  ]

  private static let schedulers: [any Fault] =
    [
      ("after-submission", 0.0), ("in-run", 1.0), ("at-end", 3.0),
    ].map { name, pause in
      ClusterFault(
        "controller-\(name)", "the controller is killed (\(name)), and comes back", times: 3
      ) {
        scene, _ in
        let launch = try scene.base.start([])
        launch.child.wait(seconds: Child.patience) { launch.said.contains("submitted") }
        Clock.pause(pause)
        scene.cluster.killController()
        Clock.pause(4)
        try scene.cluster.startController()
        // After that Slurm may hold a task that it could not start again: an administrator's matter.
        if launch.child.wait(seconds: 60) == nil { try scene.cluster.release() }
        return expect(ends, launch.child.wait(seconds: Child.patience), launch)
      }
    }
    + [
      ("failing", "echo 'slurm_load_jobs error: Unable to contact slurm controller' >&2; exit 1"),
      ("hanging", "sleep 40"), ("empty", "exit 0"), ("garbled", "printf 'what|is|this\\n'"),
      ("lying", "\"$REAL\" \"$@\" | sed 's/RUNNING/COMPLETED/; s/PENDING/COMPLETED/'"),
      ("id-reused", "\"$REAL\" \"$@\" | sed 's/sweep:base:/sweep:other:/'"),
    ].map { name, line in
      ClusterFault("squeue-\(name)", "squeue: \(name)", times: 2) { scene, _ in
        try scene.base.makeFolder("tools")
        let real = try Tool.run(["sh", "-c", "command -v squeue"]).text
          .trimmingCharacters(in: .whitespacesAndNewlines)
        let script = "#!/bin/sh\nREAL=\(real)\n\(line)\n"
        try scene.base.write(Data(script.utf8), to: "tools/squeue")
        chmod("\(scene.base.folder)/tools/squeue", 0o755)
        scene.base.variables["PATH"] =
          "\(scene.base.folder)/tools:" + (scene.cluster.variables["PATH"] ?? "")
        let launch = try scene.base.start([])
        return expect(ends, launch.child.wait(seconds: Child.patience), launch)
      }
    }

  private static let edits: [(String, @Sendable (inout Data) -> Void)] = [
    ("torn", { data in data.removeLast(min(data.count, 17)) }),
    ("empty", { data in data = Data() }),
    (
      "garbled",
      { data in
        let middle = data.count / 2
        data.replaceSubrange(
          middle..<min(data.count, middle + 40), with: Data("\0\0garbage\n".utf8))
      }
    ),
    (
      "protocol",
      { data in
        let text = String(decoding: data, as: UTF8.self)
        data = Data(text.replacing("\"protocol\":1", with: "\"protocol\":99").utf8)
      }
    ),
  ]

  private static let journals: [any Fault] = edits.map { name, edit in
    ClusterFault("journal-\(name)", "journals that nobody has read: \(name)", .small, times: 3) {
      scene, _ in
      try scene.runDetached()
      for path in scene.journals {
        var data = try Data(contentsOf: URL(filePath: path))
        edit(&data)
        try data.write(to: URL(filePath: path))
      }
      return []
    }
  }

  private static let others: [any Fault] = [
    ClusterFault("twice", "the same tasks carried out twice at once", times: 4) { scene, _ in
      let launch = try scene.startAndWait()
      var doubles: [Launch] = []
      for folder in scene.submissions {
        for index in 0..<4 {
          doubles.append(
            try scene.base.start(words: [
              scene.base.program, "worker", "--tasks", folder, "--index", "\(index)",
            ]))
        }
      }
      let found = expect(ends, launch.child.wait(seconds: Child.patience), launch)
      for double in doubles { _ = double.child.wait(seconds: Child.patience) }
      return found
    },
    ClusterFault(
      "program-replaced", "the program's file is replaced after the submission", times: 3
    ) {
      scene, _ in
      let copy = "\(scene.base.folder)/sweep-copy"
      try FileManager.default.copyItem(atPath: scene.base.program, toPath: copy)
      scene.base.program = copy
      defer { scene.base.program = scene.base.bench.program }
      let launch = try scene.base.start(["--detach"])
      let exit = launch.child.wait(seconds: Child.patience)
      unlink(copy)
      try Data("#!/bin/sh\nexit 1\n".utf8).write(to: URL(filePath: copy))
      chmod(copy, 0o755)
      try scene.waitUntilEmpty()
      return expect([.code(0)], exit, launch)
    },
  ]
}

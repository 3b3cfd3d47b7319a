import Foundation

/// Rows 19, 35, 37 and 38: what stands in the way in `save/`, and what the system withholds.
struct PlantedFaults {
  /// The faults.
  static let all: [any Fault] = [
    CaseFault(
      number: 19, name: "read-only", title: "read-only folder (bind mount)", .small,
      need: .mounts, times: 1
    ) { scene, _ in
      try scene.makeFolder("save")
      let save = "\(scene.folder)/save"
      try Tool.require(["mount", "--bind", save, save])
      defer { try? Mounts.unmount(save) }
      try Tool.require(["mount", "-o", "remount,ro,bind", save])
      let ended = try scene.run(scene.sweepArguments)
      return expect([.code(3)], ended.exit, said: ended.said, "cannot be written")
        + scene.sentinelViolations
    },
    planted("run-folder-link", "the run's folder is a link", at: "save/small", codes: [2]) {
      symlink("\($0.folder)/sentinel", $1)
    },
    planted(
      "checkpoints-link", "the checkpoints' folder is a link", at: "save/small/lstm_ae/checkpoints",
      codes: [0]
    ) {
      symlink("\($0.folder)/sentinel/deep", $1)
    },
    planted(
      "figures-link", "the figures' folder is a link", at: "save/small/lstm_ae/figs", codes: [0, 1]
    ) {
      symlink("\($0.folder)/sentinel/deep", $1)
    },
    planted("log-link", "the log is a link", at: "save/small/lstm_ae/log.txt", codes: [0]) {
      symlink("\($0.folder)/sentinel/one", $1)
    },
    planted("log-hard-link", "the log is a hard link", at: "save/small/lstm_ae/log.txt", codes: [0])
    {
      link("\($0.folder)/sentinel/one", $1)
    },
    planted("log-pipe", "the log is a named pipe", at: "save/small/lstm_ae/log.txt", codes: [0]) {
      mkfifo($1, 0o644)
    },
    planted("homes-link", "the folder of all homes is a link", at: "save/runs", codes: [2]) {
      symlink("\($0.folder)/sentinel", $1)
    },
    planted("home-link", "a run's home is a link", at: "save/runs/{lstm}") {
      symlink("\($0.folder)/sentinel", $1)
    },
    planted(
      "home-checkpoints-link", "the checkpoints' folder in a run's home is a link",
      at: "save/runs/{lstm}/checkpoints"
    ) {
      symlink("\($0.folder)/sentinel/deep", $1)
    },
    planted("home-log-link", "the log in a run's home is a link", at: "save/runs/{lstm}/log.txt") {
      symlink("\($0.folder)/sentinel/one", $1)
    },
    planted(
      "home-log-hard-link", "the log in a run's home is a hard link",
      at: "save/runs/{lstm}/log.txt"
    ) {
      link("\($0.folder)/sentinel/one", $1)
    },
    planted(
      "home-log-pipe", "the log in a run's home is a named pipe", at: "save/runs/{lstm}/log.txt"
    ) {
      mkfifo($1, 0o644)
    },
    planted(
      "home-checkpoint-hard-link", "a checkpoint in its home is a hard link: replaced",
      at: "save/runs/{lstm}/checkpoints/epoch_1.safetensors", codes: [0]
    ) { link("\($0.folder)/sentinel/one", $1) },
    planted(
      "checkpoint-hard-link", "a checkpoint is a hard link: replaced, not written to",
      at: "save/small/lstm_ae/checkpoints/epoch_1.safetensors", codes: [0]
    ) { link("\($0.folder)/sentinel/one", $1) },
    planted("store-link", "the store is a link", at: "save/results.sqlite", codes: [3]) {
      symlink("\($0.folder)/sentinel/one", $1)
    },
    planted("store-pipe", "the store is a named pipe", at: "save/results.sqlite", codes: [3]) {
      mkfifo($1, 0o644)
    },
    planted("lock-hard-link", "the lock is a hard link", at: "save/results.sqlite.lock", codes: [3])
    {
      link("\($0.folder)/sentinel/one", $1)
    },
    planted("lock-link", "the lock is a link", at: "save/results.sqlite.lock", codes: [3]) {
      symlink("\($0.folder)/sentinel/one", $1)
    },
    CaseFault(
      number: 37, name: "descriptors", title: "few file descriptors (prlimit --nofile=4...)",
      .small,
      tools: ["prlimit"], times: 12
    ) { scene, dice in
      let count = Int.random(in: 4...40, using: &dice)
      let launch = try scene.start(wrapper: ["prlimit", "--nofile=\(count):\(count)"])
      let exit = launch.child.wait(seconds: Child.patience)
      return expect([.code(75), .code(0)], exit, launch) + (try scene.settle())
    },
    CaseFault(
      number: 37, name: "processes", title: "few processes and threads (prlimit --nproc=1...)",
      .small,
      tools: ["prlimit", "setpriv"], need: .root, times: 14
    ) { scene, dice in
      for path in ["", "/small.json", "/data.mat"] { chown(scene.folder + path, 65533, 65533) }
      chmod(scene.folder, 0o777)
      let count = Int.random(in: 1...14, using: &dice)
      let launch = try scene.start(
        ["-j", "2"],
        wrapper: [
          "setpriv", "--reuid", "65533", "--regid", "65533", "--clear-groups", "prlimit",
          "--nproc=\(count):\(count)",
        ])
      let exit = launch.child.wait(seconds: Child.patience)
      return expect([.code(75), .code(0)], exit, launch) + (try scene.settle())
    },
    CaseFault(
      number: 38, name: "stale", title: "our own stale files go, foreign ones stay", .small,
      need: .compiler, times: 1
    ) { empty, dice in
      let scene = try Scene.frozen(empty.bench, name: "stale-\(dice.next())")
      defer { scene.remove() }
      let run = try scene.newestCheckpoint().path.components(separatedBy: "/checkpoints")[0]
      let view = "save/small/gru_ae/figs"
      try scene.makeFolder(view)
      let stale = [
        "\(run)/checkpoints/.sweep-99-epoch_9.safetensors", "\(view)/.sweep-99-loss.png",
      ]
      let foreign = ["\(run)/notes.txt", "\(run)/checkpoints/mine.txt", "save/other~"]
      for path in stale + foreign { try scene.write(Data("x".utf8), to: path) }
      let ended = try scene.run(scene.sweepArguments)
      let left = stale.filter(scene.has).map { Violation(.files, "\($0) is left over") }
      let gone = foreign.filter { !scene.has($0) }.map { Violation(.files, "\($0) is gone") }
      return expect([.code(0)], ended.exit, said: ended.said) + left + gone
        + scene.sentinelViolations
    },
  ]

  private static func planted(
    _ name: String, _ title: String, at path: String, codes: [Int32] = [1],
    _ plant: @escaping @Sendable (Scene, String) -> Int32
  ) -> CaseFault {
    CaseFault(number: 35, name: name, title: title, .small, times: 1) { scene, _ in
      let path = try path.replacing("{lstm}", with: scene.firstRun())
      try scene.makeFolder(URL(filePath: path, relativeTo: nil).relativePath.parent)
      guard plant(scene, "\(scene.folder)/\(path)") == 0 else {
        throw HarnessError("cannot plant \(path)")
      }
      let ended = try scene.run(scene.sweepArguments + ["--timeout", "5"])
      return expect(codes.map { .code($0) }, ended.exit, said: ended.said)
        + scene.sentinelViolations + scene.orphans()
    }
  }
}

extension String {
  /// A path without its last part.
  fileprivate var parent: String { split(separator: "/").dropLast().joined(separator: "/") }
}

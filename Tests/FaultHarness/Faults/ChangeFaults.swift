import Foundation

/// Rows 25 to 29: what changes between two starts, or from machine to machine.
struct ChangeFaults {
  /// The faults.
  static let all: [any Fault] = [
    CaseFault(
      number: 25, name: "spec-form", title: "spec with other white space and order", .small,
      times: 1
    ) { scene, _ in
      try interrupt(scene)
      let object = try JSONSerialization.jsonObject(with: Data(scene.workload.spec.utf8))
      let text = try JSONSerialization.data(
        withJSONObject: object, options: [.sortedKeys, .prettyPrinted])
      try scene.write(text, to: "small.json")
      return try scene.settle()
    },
    CaseFault(
      number: 25, name: "spec-content",
      title: "spec with another setting: told, finished runs stay",
      .small, times: 1
    ) { scene, _ in
      _ = try scene.run(scene.sweepArguments + ["-q"])
      let changed = try scene.run(
        scene.sweepArguments + ["--set", "train.learning_rate=[2e-4,1e-3]"])
      let again = try scene.run(scene.sweepArguments)
      return expect([.code(0)], changed.exit, said: changed.said, "2 of 4 runs to run")
        + expect([.code(0)], again.exit, said: again.said, "0 of 2 runs to run")
    },
    CaseFault(
      number: 26, name: "data-content", title: "a byte of the data, same size and time", .small,
      times: 1
    ) { scene, _ in
      try interrupt(scene)
      var status = stat()
      let path = "\(scene.folder)/data.mat"
      stat(path, &status)
      var bytes = try scene.content("data.mat")
      bytes[bytes.count - 20] ^= 1
      try scene.write(bytes, to: "data.mat")
      var times = [status.st_atim, status.st_mtim]
      utimensat(AT_FDCWD, path, &times, 0)
      let before = try Snapshot.digests(in: scene.folder)
      let ended = try scene.run(scene.sweepArguments)
      return expect([.code(2)], ended.exit, said: ended.said, "data")
        + (try scene.untouched(since: before))
    },
    CaseFault(
      number: 26, name: "data-touched", title: "the data is touched, not changed", .small, times: 1
    ) {
      scene, _ in
      try interrupt(scene)
      utimensat(AT_FDCWD, "\(scene.folder)/data.mat", nil, 0)
      return try scene.settle()
    },
    CaseFault(
      number: 28, name: "processor", title: "the C library told of a lesser processor", .small,
      times: 1
    ) { scene, _ in
      let hidden = "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F,-ERMS,-BMI2"
      let launch = try scene.start(environment: ["GLIBC_TUNABLES": hidden])
      return expect([.code(0)], launch.child.wait(seconds: Child.patience), launch)
        + (try scene.finalViolations())
    },
    CaseFault(
      number: 29, name: "disorder", title: "hash seeds, 1, 2 and 7 workers, one core", .small,
      times: 5
    ) {
      scene, dice in
      let jobs = ["1", "2", "7"].randomElement(using: &dice) ?? "1"
      let hashing = Bool.random(using: &dice) ? ["SWIFT_DETERMINISTIC_HASHING": "1"] : [:]
      let pinned = Bool.random(using: &dice) && Tool.exists("taskset") ? ["taskset", "1"] : []
      let launch = try scene.start(["-j", jobs], environment: hashing, wrapper: pinned)
      return expect([.code(0)], launch.child.wait(seconds: Child.patience), launch)
        + (try scene.finalViolations())
    },
  ]

  /// Starts a sweep and asks it to stop.
  private static func interrupt(_ scene: Scene) throws {
    let launch = try scene.start(["-j", "1"])
    launch.child.wait(seconds: 20) { launch.said.contains("starts") }
    launch.child.send(SIGINT)
    _ = launch.child.wait(seconds: 20)
  }
}

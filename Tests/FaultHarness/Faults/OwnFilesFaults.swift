import Foundation

/// Row 41: others ask for the folders of finished runs, and are killed on the way.
struct OwnFilesFaults {
  /// The faults.
  static let all: [any Fault] = ways.map { name, title, arguments in
    CaseFault(number: 41, name: name, title: title, .small, times: 6) { scene, dice in
      let first = try scene.run(scene.sweepArguments + ["-q"])
      let before = try Snapshot.digests(in: "\(scene.folder)/save/runs")
      let launch = try scene.start(["-j", "1"] + arguments)
      if launch.child.wait(seconds: .random(in: 0.02...0.8, using: &dice)) == nil {
        launch.child.send(SIGKILL)
      }
      let exit = launch.child.wait(seconds: Child.patience)
      let orphans = scene.orphans()
      let after = try Snapshot.digests(in: "\(scene.folder)/save/runs")
      let doctor = try scene.run(["doctor"])
      // What the other one has added goes, and nothing else.
      let back = try scene.run(scene.sweepArguments + ["-q"])
      _ = try scene.run(["rm", "other"])
      let collected = try scene.run(["gc"])
      try removeSecondStore(scene)
      return try expect([.code(0)], first.exit, said: first.said)
        + expect([.code(0), .signal(SIGKILL)], exit, launch) + orphans
        + changes(from: before, to: after)
        + expect([.code(0)], doctor.exit, said: doctor.said)
        + expect([.code(0)], back.exit, said: back.said)
        + expect([.code(0)], collected.exit, said: collected.said) + scene.finalViolations()
    }
  }

  private static let ways: [(String, String, [String])] = [
    ("other-seed", "another seed under the same labels", ["--set", "seeds=7"]),
    ("fewer-epochs", "fewer epochs", ["--set", "train.epochs=2"]),
    (
      "more-epochs", "more epochs, which go on from the finished runs", ["--set", "train.epochs=7"]
    ),
    (
      "other-sweep", "another sweep that names the same folders",
      ["--set", "name=other", "--set", #"output="small/{label}""#, "--set", "seeds=7"]
    ),
    (
      "second-store", "a second store in the same save folder",
      ["--store", "second.sqlite", "--set", "train.epochs=7"]
    ),
  ]

  private static func removeSecondStore(_ scene: Scene) throws {
    for path in ["save/runs-2", "reports/other", "save/other"] {
      try? FileManager.default.removeItem(atPath: "\(scene.folder)/\(path)")
    }
    // Its plan stood in the folders last.
    _ = try scene.run(scene.sweepArguments + ["-q"])
  }
}

import Foundation

/// Row 1: a run's loss chart is drawn at its end. A sweep that is killed once the store has that
/// end, and before the chart is drawn, must not find one of an earlier try in its place.
struct OldChart: Fault {
  let number = 1
  let name = "old-chart"
  let title = "SIGINT, then kill -9 of the parent: no unfinished run keeps a loss chart"
  let goal = Goal.shots(5)

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let scene = try Scene(bench, .base, name: shot.sceneName)
    defer { scene.remove() }
    var dice = shot.dice
    // There are such charts once a run was interrupted after its first evaluation.
    var tries = 0
    while tries < 20, try Self.surplus(scene) <= 0 {
      try stop(scene, by: SIGINT, after: .random(in: 0.1...0.5, using: &dice))
      tries += 1
    }
    guard try Self.surplus(scene) > 0 else {
      return Verdict(injections: 0, try scene.settle())
    }
    try stop(scene, by: SIGKILL, after: .random(in: 0...0.2, using: &dice))
    let surplus = try Self.surplus(scene)
    let found = surplus > 0 ? [Violation(.files, "\(surplus) loss charts of unfinished runs")] : []
    return Verdict(try found + scene.orphans() + scene.settle())
  }

  /// - Parameter seconds: How long after a worker is there; by then the old charts are gone.
  private func stop(_ scene: Scene, by signal: Int32, after seconds: Double) throws {
    let launch = try scene.start()
    _ = waitForWorker(launch)
    if launch.child.wait(seconds: seconds) == nil { launch.child.send(signal) }
    _ = launch.child.wait(seconds: Child.patience)
  }

  /// How many more loss charts there are than finished runs.
  private static func surplus(_ scene: Scene) throws -> Int {
    let save = "\(scene.folder)/save"
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: save)) ?? []
    let charts = files.count { $0.hasSuffix("/figs/loss.png") }
    return try charts - Progress(of: scene).finished.count
  }
}

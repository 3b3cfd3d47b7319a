import Foundation

extension Scene {
  /// A scene whose sweep of two runs was killed midway, always at the same call: a copy of one that
  /// is made once for a bench.
  static func frozen(_ bench: Bench, name: String) throws -> Scene {
    let scene = try Scene(bench, .small, name: name)
    let template = bench.frozen
    for _ in 0..<mostTries where access(template, F_OK) != 0 { try freeze(bench, into: template) }
    for part in ["save", "reports"] where access("\(template)/\(part)", F_OK) == 0 {
      try FileManager.default.copyItem(
        atPath: "\(template)/\(part)", toPath: "\(scene.folder)/\(part)")
    }
    return scene
  }

  private static func freeze(_ bench: Bench, into template: String) throws {
    let scene = try Scene(bench, .small, name: "template-\(getpid())")
    defer { scene.remove() }
    let shim = Shim(role: .worker, action: .killboth, at: frozenAt)
    let launch = try scene.start(
      ["-j", "1"], environment: shim.environment(bench, once: "\(scene.folder)/hit"))
    guard launch.child.wait(seconds: Child.patience) == .signal(SIGKILL), scene.orphans().isEmpty
    else {
      throw HarnessError("the sweep to be frozen was not killed: \(launch.said)")
    }
    // The parent may have been killed before it had recorded what the worker had saved.
    guard (try? scene.newestCheckpoint()) != nil else { return }
    try FileManager.default.copyItem(atPath: scene.folder, toPath: template)
  }

  /// A worker's call within the second run's third epoch.
  private static let frozenAt = 117
  private static let mostTries = 20

  /// The id of the plan's first run.
  func firstRun() throws -> String {
    let said = try run(["plan", "\(workload.name).json", "--json"]).said
    guard let id = said.firstMatch(of: /"id":"([0-9a-f]{32})"/)?.1 else {
      throw HarnessError("no plan: \(said)")
    }
    return String(id)
  }

  /// The newest checkpoint of the run that was on: its path in the scene's folder, and its bytes.
  func newestCheckpoint() throws -> (path: String, bytes: Data) {
    let rows = try StoreCopy(store)?.rows(
      """
      SELECT file FROM checkpoints JOIN runs r ON r.number = run
      WHERE state <> 'finished' AND epoch > 0 ORDER BY epoch DESC LIMIT 1
      """)
    guard let file = rows?.first else { throw HarnessError("no run was on") }
    return ("save/\(file)", try content("save/\(file)"))
  }
}

import Foundation

/// Row 42: the parent is killed at each of its calls while it brings the files of an older version's
/// store, which lie by label, into the homes of their runs.
struct LayoutKill: Fault {
  let number = 42
  let name = "layout-call"
  let title = "kill -9 at each call while files of an older version are moved to their runs' homes"
  let goal = Goal.everyPoint

  func isPossible(here machine: Machine) -> Possibility { Need.compiler.isMet(by: machine) }

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let scene = try Scene.frozen(bench, name: shot.sceneName)
    defer { scene.remove() }
    let before = try Progress(of: scene)
    try OlderLayout(scene).restore()
    let shim = Shim(role: .parent, action: .kill, at: shot.number)
    let launch = try scene.start(
      ["-j", "1"], environment: shim.environment(bench, once: "\(scene.folder)/hit"))
    let exit = launch.child.wait(seconds: Child.patience)
    guard scene.has("hit") else {
      return Verdict(
        injections: 0, try expect([.code(0)], exit, launch) + settle(scene, since: before),
        isLast: true)
    }
    return Verdict(
      try expect([.signal(SIGKILL)], exit, launch) + settle(scene, since: before))
  }

  /// What the older version's sweep left unrecorded when it was killed was set aside.
  private func settle(_ scene: Scene, since before: Progress) throws -> [Violation] {
    let again = try scene.run(scene.sweepArguments + ["-j", "2"])
    let collected = try scene.run(["gc"])
    guard again.exit == .code(0) else { return expect([.code(0)], again.exit, said: again.said) }
    return try expect([.code(0)], collected.exit, said: collected.said)
      + scene.finalViolations(since: before)
  }
}

/// A scene's store and files as version 0.1.0 had them: files by label, tables of number 3.
struct OlderLayout {
  private let scene: Scene

  init(_ scene: Scene) { self.scene = scene }

  /// Makes them so.
  func restore() throws {
    let save = "\(scene.folder)/save"
    let folders =
      try StoreCopy(scene.store)?.values(
        "SELECT r.id, folder FROM sweep_runs JOIN runs r ON r.number = run") ?? [:]
    for (id, folder) in folders {
      for name in ["checkpoints", "log.txt"] {
        let (home, view) = ("\(save)/runs/\(id)/\(name)", "\(save)/\(folder)/\(name)")
        unlink(view)
        if access(home, F_OK) == 0 { rename(home, view) }
      }
    }
    try FileManager.default.removeItem(atPath: "\(save)/runs")
    try StoreEditor(scene.store).execute(
      """
      UPDATE checkpoints SET file =
        (SELECT s.folder FROM sweep_runs s WHERE s.run = checkpoints.run)
        || substr(file, instr(file, '/checkpoints/'));
      DELETE FROM grdb_migrations WHERE identifier = '4';
      DROP VIEW run_results;
      \(Self.resultsOfVersion3)
      PRAGMA user_version = 3;
      """)
  }

  private static let resultsOfVersion3 = """
    CREATE VIEW run_results AS
    SELECT sweeps.name AS sweep, runs.id AS run_id, sweep_runs.label AS label,
      runs.family AS family, runs.cell AS cell, runs.seed AS seed,
      runs.configuration AS configuration, runs.state AS state, runs.attempts AS attempts,
      runs.epochs AS epochs, runs.train_mse AS train_mse, runs.test_mse AS test_mse,
      runs.train_mse_running AS train_mse_running, runs.test_mse_running AS test_mse_running,
      runs.seconds AS seconds, runs.failure AS failure
    FROM sweeps
    JOIN sweep_runs ON sweep_runs.sweep = sweeps.number
    JOIN runs ON runs.number = sweep_runs.run;
    """
}

import Foundation
import GRDB

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
      """)
    try rebuild()
  }

  /// Puts a store with the tables of version 3 and the same rows in the place of the scene's.
  private func rebuild() throws {
    let old = "\(scene.store).old"
    do {
      // Rows come in the tables' order, before those that they refer to.
      var options = GRDB.Configuration()
      options.foreignKeysEnabled = false
      let queue = try DatabaseQueue(path: old, configuration: options)
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA journal_mode = DELETE; \(Self.schemaOfVersion3)")
        try db.execute(sql: "ATTACH ? AS new", arguments: [scene.store])
        let tables = try String.fetchAll(
          db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        )
        for table in tables { try Self.copy(table, db) }
        try db.execute(
          sql: """
            DELETE FROM grdb_migrations WHERE CAST(identifier AS INTEGER) > 3;
            PRAGMA user_version = 3;
            PRAGMA application_id = 0x53574550;
            """)
      }
      try queue.close()
    }
    for suffix in ["", "-wal", "-shm"] { unlink(scene.store + suffix) }
    rename(old, scene.store)
  }

  private static func copy(_ table: String, _ db: Database) throws {
    let columns = try db.columns(in: table).map(\.name)
    let there = Set(try db.columns(in: table, in: "new").map(\.name))
    let values = columns.map { column in
      if there.contains(column) { return "\"\(column)\"" }
      if column == "checkpoint_every" {
        return "json_extract(uncounted, '$.train.checkpoint_every')"
      }
      return "(SELECT value FROM new.last_values WHERE run = t.number AND name = '\(column)')"
    }
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    try db.execute(
      sql: """
        INSERT INTO main.\(table) (\(names))
        SELECT \(values.joined(separator: ", ")) FROM new.\(table) t
        """)
  }
}

import Foundation

/// Rows 21 and 27: stores that are damaged, or of another version.
struct StoreFaults {
  /// The faults.
  static let all: [any Fault] = [
    refused("store-head", "the store's head is zeroed", code: 4) {
      $0.replaceSubrange(0..<16, with: Data(count: 16))
    },
    refused("store-half", "the store is cut in half", code: 4) { $0 = $0.prefix($0.count / 2) },
    refused("store-page", "a page of the store is scribbled over", code: 4) { bytes in
      // Not the first page, and not one that only holds values.
      for page in 1..<4 {
        for place in 0..<64 { bytes[4096 * page + place] = 0xA5 }
      }
    },
    refused("store-newer", number: 27, "the store is of a later version", code: 3) { bytes in
      bytes.replaceSubrange(60..<64, with: [0, 0, 0, 99])
    },
    refused("store-foreign", "the store is another program's", code: 3) { bytes in
      bytes.replaceSubrange(68..<72, with: [1, 2, 3, 4])
    },
    frozen("log-deleted", "the store's log is deleted", times: 1) { scene, _ in
      unlink(scene.store + "-wal")
      unlink(scene.store + "-shm")
    },
    frozen("log-cut", "the store's log is cut anywhere", times: 40) { scene, dice in
      let log = scene.store + "-wal"
      let size = (try? scene.content("save/results.sqlite-wal").count) ?? 0
      guard size > 0 else { throw HarnessError("there is no log to cut") }
      truncate(log, .random(in: 0..<size, using: &dice))
    },
    CaseFault(
      number: 21, name: "store-value", title: "a stored value changes: told by doctor (digests)",
      .small, times: 3
    ) { scene, dice in
      let first = try scene.run(scene.sweepArguments + ["-q"])
      let columns = ["metrics SET bits = bits + 1", "reconstructions SET panels = zeroblob(9)"]
      let sql = "UPDATE \(columns.randomElement(using: &dice) ?? columns[0]) WHERE run = 1"
      try StoreEditor(scene.store).execute(sql)
      let doctor = try scene.run(["doctor"])
      return expect([.code(0)], first.exit, said: first.said)
        + expect([.code(4)], doctor.exit, said: doctor.said, "damaged")
    },
  ]

  /// A finished sweep's store, changed: every command refuses, and nothing is written.
  private static func refused(
    _ name: String, number: Int = 21, _ title: String, code: Int32,
    _ change: @escaping @Sendable (inout Data) -> Void
  ) -> CaseFault {
    CaseFault(number: number, name: name, title: title, .small, times: 1) { scene, _ in
      _ = try scene.run(scene.sweepArguments + ["-q"])
      var bytes = try scene.content("save/results.sqlite")
      change(&bytes)
      try scene.write(bytes, to: "save/results.sqlite")
      let before = try Snapshot.digests(in: scene.folder)
      var found: [Violation] = []
      for arguments in [scene.sweepArguments, ["resume"], ["ls"], ["doctor"]] {
        let ended = try scene.run(arguments)
        found += expect([.code(code)], ended.exit, said: ended.said, "  next: ")
      }
      return try found + scene.untouched(since: before)
    }
  }

  /// A sweep killed midway, changed: it goes on, though perhaps from further back.
  private static func frozen(
    _ name: String, _ title: String, times: Int,
    _ change: @escaping @Sendable (Scene, inout Dice) throws -> Void
  ) -> CaseFault {
    CaseFault(number: 21, name: name, title: title, .small, need: .compiler, times: times) {
      empty, dice in
      let scene = try Scene.frozen(empty.bench, name: "thawed-\(dice.next())")
      defer { scene.remove() }
      try change(scene, &dice)
      return try scene.settle(mayRework: true)
    }
  }
}

extension Scene {
  /// What changed in its folder though it should not; a lock's file may appear.
  func untouched(since before: [String: String]) throws -> [Violation] {
    let now = try Snapshot.digests(in: folder).filter { !Self.isLock($0.key) }
    let old = before.filter { !Self.isLock($0.key) }
    let changed = now.keys.filter { old[$0] != now[$0] } + old.keys.filter { now[$0] == nil }
    return changed.sorted().map { Violation(.cleanRefusal, "\($0) was touched") }
  }

  // What SQLite shares among readers holds no data.
  private static func isLock(_ path: String) -> Bool {
    path.hasSuffix(".sqlite.lock") || path.hasSuffix(".sqlite-shm")
      || path.hasSuffix(".sqlite-wal")
  }
}

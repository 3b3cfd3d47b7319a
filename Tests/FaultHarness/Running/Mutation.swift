/// A protection that is taken away, to see that its loss is noticed.
struct Mutation: Sendable {
  let name: String
  /// What is taken away, for the table.
  let title: String
  /// The file, below the package's folder.
  let file: String
  /// The exact text, once in the file, and what takes its place.
  let old: String
  let new: String
  /// The faults that should tell, and the most shots at each.
  let faults: [(name: String, shots: Int)]

  static let all = [
    Mutation(
      name: "store-sync", title: "the store's full synchronisation (NORMAL in its place)",
      file: "Sources/Storage/StoreConnection.swift", old: "synchronous = FULL",
      new: "synchronous = NORMAL", faults: [("power-cut", 6)]),
    Mutation(
      name: "checkpoint-sync", title: "fsync of a checkpoint",
      file: "Sources/Training/RunFolder.swift",
      old: #"guard fsync(file) == 0 else { throw failure("cannot make durable", shown) }"#,
      new: "", faults: [("worker-sync-eio", 8), ("power-cut", 6)]),
    Mutation(
      name: "folder-sync", title: "fsync of a checkpoint's folder",
      file: "Sources/Training/RunFolder.swift",
      old: "directory, name) == 0, fsync(directory) == 0 else",
      new: "directory, name) == 0 else", faults: [("worker-sync-eio", 8), ("power-cut", 4)]),
    Mutation(
      name: "lock", title: "the store's lock", file: "Sources/Storage/StoreLock.swift",
      old: "guard fcntl(descriptor, Command.set, &region) == 0 else", new: "guard true else",
      faults: [("two-at-once", 1), ("twenty-at-once", 1)]),
    Mutation(
      name: "checkpoint-digest", title: "the digest check of a checkpoint that is gone on from",
      file: "Sources/Training/Trainer.swift", old: "guard checkpoint.matches(bytes) else",
      new: "guard true else", faults: [("checkpoint-damage", 30)]),
    Mutation(
      name: "store-digest", title: "the digest check of stored values",
      file: "Sources/Storage/ResultStore+Digests.swift",
      old: "guard try Digest(ofRun: row[0], db).bits != row[2] else", new: "guard false else",
      faults: [("store-value", 2)]),
    Mutation(
      name: "orphan-watch", title: "a worker's notice that its parent is gone",
      file: "Sources/Scheduling/Worker/ParentWatch.swift", old: "    end()\n    dieSoon()\n",
      new: "", faults: [("parent-random", 3)]),
    Mutation(
      name: "previous-checkpoint", title: "keeping a checkpoint until a newer one is recorded",
      file: "Sources/Training/CheckpointKeeper.swift",
      old: "let removed = passing.dropLast().map(\\.file)",
      new: """
        let removed = passing.dropLast().map(\\.file)
        folder.remove(checkpoints: passing.dropLast().map(Self.name))
        """, faults: [("parent-random", 5)]),
    Mutation(
      name: "no-follow", title: "the refusal to follow links below save/",
      file: "Sources/Training/RunFolder.swift",
      old: "let next = openat(directory, part, flags | O_NOFOLLOW)",
      new: "let next = openat(directory, part, flags)", faults: [("checkpoints-link", 1)]),
    Mutation(
      name: "own-pause", title: "the hang watch's look at its own pauses",
      file: "Sources/Scheduling/Executors/HangWatch.swift",
      old: "if now - looked > Self.ownPause { heard = now }", new: "",
      faults: [("ctrl-z", 4)]),
  ]
}

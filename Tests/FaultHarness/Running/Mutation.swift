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

  /// Those of a target together: then little is compiled again from one to the next.
  static let all = [
    Mutation(
      name: "store-sync", title: "the store's full synchronisation (NORMAL in its place)",
      file: "Sources/Storage/Opening/StoreConnection.swift", old: "synchronous = FULL",
      new: "synchronous = NORMAL", faults: [("power-cut", 6)]),
    Mutation(
      name: "lock", title: "the store's lock", file: "Sources/Storage/Opening/StoreLock.swift",
      old: "guard fcntl(descriptor, Command.set, &region) == 0 else", new: "guard true else",
      faults: [("two-at-once", 1), ("twenty-at-once", 1)]),
    Mutation(
      name: "store-digest", title: "the digest check of stored values",
      file: "Sources/Storage/Proving/RunProof.swift", old: "if !run.isNull(3), digest.bits != ",
      new: "if false, digest.bits != ", faults: [("store-value", 3)]),
    Mutation(
      name: "file-sync", title: "fsync of a file: a checkpoint, a figure, a report",
      file: "Sources/Files/SafeFolder.swift",
      old: #"guard fsync(file) == 0 else { throw FileError("make durable", full(shown)) }"#,
      new: "", faults: [("sync-order", 1), ("worker-sync-eio", 12), ("power-cut", 2)]),
    Mutation(
      name: "folder-sync", title: "fsync of a file's folder",
      file: "Sources/Files/SafeFolder.swift",
      old: "folder, name) == 0, fsync(folder) == 0 else", new: "folder, name) == 0 else",
      faults: [("sync-order", 1), ("worker-sync-eio", 12), ("power-cut", 2)]),
    Mutation(
      name: "no-follow", title: "the refusal to follow links below save/",
      file: "Sources/Files/SafeFolder.swift",
      old: "openat(folder, part, flags | O_NOFOLLOW)", new: "openat(folder, part, flags)",
      faults: [("home-checkpoints-link", 1)]),
    Mutation(
      name: "checkpoint-digest", title: "the digest check of a checkpoint that is gone on from",
      file: "Sources/Letters/Learning/Trainer.swift", old: "guard checkpoint.matches(bytes) else",
      new: "guard true else", faults: [("checkpoint-damage", 30)]),
    Mutation(
      name: "previous-checkpoint", title: "keeping a checkpoint until a newer one is recorded",
      file: "Sources/Running/Sweep/Recorder.swift",
      old: "    do {\n      try store.record(pending)",
      new: """
            removeObsolete()
            do {
              try store.record(pending)
        """, faults: [("parent-random", 5)]),
    Mutation(
      name: "claims", title: "the look at which store the homes of runs belong to",
      file: "Sources/Running/Folders/SavePlace.swift",
      old: "return owner.dropLast() == mine ||", new: "return true || owner.dropLast() == mine ||",
      faults: [("second-store", 6)]),
    Mutation(
      name: "own-names", title: "a worker's names of its own: it gives the lasting one itself",
      file: "Sources/Training/RunFolder.swift",
      old: "try files.writeUnplaced(bytes, for: home.checkpoint(epoch: epoch, batch: batch))",
      new: """
        let old = home.checkpoint(epoch: epoch, batch: batch)
        try files.write(bytes, to: old)
        for name in files.names(in: home.checkpoints) where name != old.suffix(name.count) {
          files.remove("\\(home.checkpoints)/\\(name)")
        }
        return try files.writeUnplaced(bytes, for: old)
        """, faults: [("late-worker", 140)]),
    Mutation(
      name: "orphan-watch", title: "a worker's notice that its parent is gone",
      file: "Sources/Scheduling/Worker/ParentWatch.swift", old: "    end()\n    dieSoon()\n",
      new: "", faults: [("parent-random", 3)]),
    Mutation(
      name: "own-pause", title: "the hang watch's look at its own pauses",
      file: "Sources/Scheduling/Executors/HangWatch.swift",
      old: "if now - looked > Self.ownPause { heard = now }", new: "",
      faults: [("ctrl-z", 4)]),
    Mutation(
      name: "moved-worker", title: "the look at which memory group a worker is in",
      file: "Sources/Scheduling/Executors/WorkerAttempt.swift",
      old: "settings.memory.look(at: worker.id)\n", new: "", faults: [("memory-group", 2)]),
    Mutation(
      name: "old-charts", title: "the removal of loss charts before runs go on",
      file: "Sources/Running/Sweep/SweepRun.swift",
      old: "for run in remaining { await figures.clear(run) }\n", new: "",
      faults: [("old-chart", 1)]),
  ]
}

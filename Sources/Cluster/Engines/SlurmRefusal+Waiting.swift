extension SlurmRefusal {
  /// A task that waits too long, as a person can use it.
  ///
  /// - Parameter state: What the scheduler says of it: `PENDING (PartitionTimeLimit)`.
  func error(waiting state: String) -> ClusterError {
    let happened = "the task did not start, and was taken back; the scheduler says: \(state)"
    guard let (place, fix) = cause(waiting: state) else {
      return ClusterError(
        .unreachable, "\(profile.place(of: "executor")): \(happened)",
        fix: "sweep profile check \(profile.file), when the cluster is less busy; sinfo shows it")
    }
    return ClusterError(.profile, "\(place): \(happened)", fix: fix)
  }

  /// The place that is meant and what to do; `nil` where time may mend it.
  private func cause(waiting state: String) -> (String, String)? {
    let partition = ["--partition", "-p"]
    let causes: [(String, String, () -> String)] = [
      ("TimeLimit", profile.place(of: "max_minutes"), timeLimit),
      ("WallDuration", profile.place(of: "max_minutes"), timeLimit),
      ("PartitionNodeLimit", place(partition), machines),
      ("PartitionConfig", place(["--cpus-per-task", "-c", "--mem"] + partition), machines),
      ("PartitionDown", place(partition), partitions),
      ("PartitionInactive", place(partition), partitions),
      ("BadConstraints", place(["--constraint", "-C"]), features),
      ("Account", place(["--account", "-A"]), { Self.accountFix }),
      ("QOS", place(["--qos", "-q"]), { Self.qosFix }),
      (
        "JobHeld", profile.place(of: "sbatch"),
        { "remove --hold from \"sbatch\", or ask the cluster's administrators" }
      ),
      (
        "launch failed", profile.place(of: "save"),
        { "set \"save\" in \(profile.file) to a folder that all machines see and may write to" }
      ),
    ]
    return causes.first { state.contains($0.0) }.map { ($0.1, $0.2()) }
  }
}

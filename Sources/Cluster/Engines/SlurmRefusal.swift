import Foundation

/// Why `sbatch` refused a submission, with the profile's line and what to do about it.
struct SlurmRefusal {
  let profile: Profile
  private let submission: Submission

  init(_ profile: Profile, _ submission: Submission) {
    self.profile = profile
    self.submission = submission
  }

  /// The refusal as a person can use it.
  ///
  /// - Parameter said: What `sbatch` printed to its standard error.
  func error(_ said: String) -> ClusterError {
    let words = said.replacing("sbatch: error: ", with: "").replacing("sbatch: ", with: "")
      .split(separator: "\n").map(String.init).filter { !$0.hasPrefix("Try \"") }
    let text = words.joined(separator: "; ")
    let lower = text.lowercased()
    if Self.isSilence(lower) { return ClusterError(.unreachable, "sbatch: \(text)") }
    let (names, fix) = cause(lower, text)
    return ClusterError(.profile, "\(names): Slurm refuses the tasks: \(text)", fix: fix)
  }

  /// Where the first of some options stands that the profile has; where "sbatch" does without one.
  func place(_ names: [String]) -> String {
    let option = names.lazy.compactMap { name in profile.sbatch.first { $0.name == name } }.first
    return option.map { "\(profile.file):\($0.line): \($0.text)" } ?? profile.place(of: "sbatch")
  }

  private static func isSilence(_ text: String) -> Bool {
    ["unable to contact", "socket timed out", "connection refused", "timed out", "try again"]
      .contains { text.contains($0) }
  }

  static let accountFix =
    "set --account in \"sbatch\" to one of yours: sacctmgr show assoc user=$USER"
  static let qosFix = "set --qos in \"sbatch\" to one that your account has: sacctmgr show qos"

  /// Where it stands in the profile, and what to do. Words of wider meaning come last: Slurm names the
  /// account and the partition in one breath.
  private func cause(_ text: String, _ said: String) -> (String, String) {
    let partition = ["--partition", "-p"]
    let own = profile.sbatch.first { said.contains("'\($0.text)'") || isMeant($0, said) }
    let unknown =
      own.map { "\(profile.file):\($0.line): \($0.text)" } ?? profile.place(of: "sbatch")
    let causes: [(String, String, () -> String)] = [
      (
        "configuration source", profile.place(of: "executor"),
        { "run this on the cluster's login node, or set SLURM_CONF to the cluster's slurm.conf" }
      ),
      ("unrecognized option", unknown, { Self.removal }),
      ("invalid option", unknown, { Self.removal }),
      ("requires an argument", unknown, { "give it its value, \"--name=value\", or remove it" }),
      ("invalid --", unknown, { "mend its value, or remove it: man sbatch" }),
      (
        "submit limit", profile.place(of: "max_tasks"),
        { "the same command when fewer of your jobs are queued, or a smaller \"max_tasks\"" }
      ),
      ("account", place(["--account", "-A"]), { Self.accountFix }),
      ("qos", place(["--qos", "-q"]), { Self.qosFix }),
      ("time limit", profile.place(of: "max_minutes"), timeLimit),
      ("partition", place(partition), partitions),
      ("constraint", place(["--constraint", "-C"]), features),
      ("feature", place(["--constraint", "-C"]), features),
      (
        "array", profile.place(of: "max_tasks"),
        {
          "set \"max_tasks\" to less than the cluster's MaxArraySize: "
            + "scontrol show config | grep MaxArraySize"
        }
      ),
      ("memory", place(["--mem", "--mem-per-cpu"]), machines),
      ("generic resource", place(["--gres", "--gpus", "-G"]), machines),
      (
        "node configuration",
        place(["--mem", "--mem-per-cpu", "--cpus-per-task", "-c", "--gres", "--constraint"]),
        machines
      ),
      ("node name", place(["--nodelist", "-w", "--exclude", "-x"]), { "name nodes of: sinfo -N" }),
      ("node count", place(partition), machines),
      (
        "reservation", place(["--reservation"]),
        { "name one of: scontrol show reservation, or remove it" }
      ),
      ("license", place(["--licenses", "-L"]), { "name some of: scontrol show licenses" }),
    ]
    return causes.first { text.contains($0.0) }.map { ($0.1, $0.2()) }
      ?? (unknown, "fix this in \(profile.file), then the same command again")
  }

  private static let removal = "remove that option from \"sbatch\": this Slurm does not know it"

  /// Whether `sbatch` names an option: `'--frobnicate=1'`, `-- 'Z'`, `Invalid --mem specification`.
  private func isMeant(_ option: Profile.Option, _ said: String) -> Bool {
    option.text.hasPrefix("--")
      ? said.contains("'\(option.name)") || said.contains(" \(option.name) ")
      : said.contains("'\(option.name.dropFirst())'")
  }

  func partitions() -> String {
    let names = ask("sinfo", ["-h", "-o", "%R"])
    return names.isEmpty
      ? "name a partition of this cluster in \"sbatch\": sinfo"
      : "name one of this cluster's partitions in \"sbatch\": \(names.joined(separator: ", "))"
  }

  func timeLimit() -> String {
    let partition = profile.value(of: "--partition", "-p")
    let limits = ask("sinfo", ["-h", "-o", "%R %l"] + (partition.map { ["-p", $0] } ?? []))
    return
      "set \"max_minutes\" (now \(Int(profile.maxMinutes))) to no more than the partition's limit: "
      + limits.joined(separator: ", ")
  }

  func features() -> String {
    let found = ask("sinfo", ["-h", "-o", "%f"]).filter { $0 != "(null)" }
    guard !found.isEmpty else { return "remove --constraint: nodes have no features here (sinfo)" }
    return "set --constraint in \"sbatch\" to what nodes have: \(found.joined(separator: ", "))"
  }

  func machines() -> String {
    let found = ask("sinfo", ["-h", "-e", "-o", "%R: %c processors, %m MB, gres %G"])
      .map { $0.replacing(", gres (null)", with: "") }
    return "ask for what a node has (\(found.joined(separator: "; "))): \"sbatch\" in the profile, "
      + "or the spec's limits"
  }

  private func ask(_ tool: String, _ arguments: [String]) -> [String] {
    let answer = try? Tool(name: tool, limit: 10).run(arguments)
    return Array(Set((answer?.output ?? "").split(separator: "\n").map(String.init))).sorted()
  }
}

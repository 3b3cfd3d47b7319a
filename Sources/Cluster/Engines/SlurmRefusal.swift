import Foundation

/// Why `sbatch` refused a submission, with the profile's line and what to do about it.
struct SlurmRefusal {
  private let profile: Profile
  private let submission: Submission

  init(_ profile: Profile, _ submission: Submission) {
    self.profile = profile
    self.submission = submission
  }

  /// The refusal as a person can use it.
  ///
  /// - Parameter said: What `sbatch` printed to its standard error.
  func error(_ said: String) -> ClusterError {
    let words = said.replacing("sbatch: error: ", with: "").split(separator: "\n").map(String.init)
    let text = words.joined(separator: "; ")
    let lower = text.lowercased()
    if Self.isSilence(lower) { return ClusterError(.unreachable, "sbatch: \(text)") }
    let (names, fix) = cause(lower)
    let line = names.lazy.compactMap { name in profile.sbatch.first { $0.name == name } }.first
    let place = line.map { "\(profile.file):\($0.line): \($0.text)" } ?? profile.file
    return ClusterError(.profile, "\(place): Slurm refuses the tasks: \(text)", fix: fix)
  }

  private static func isSilence(_ text: String) -> Bool {
    ["unable to contact", "socket timed out", "connection refused", "timed out", "try again"]
      .contains { text.contains($0) }
  }

  /// The options that may be meant, and what to do.
  private func cause(_ text: String) -> ([String], String) {
    let all: [(String, [String], () -> String)] = [
      (
        "configuration source", [],
        { "run this on the cluster's login node, or set SLURM_CONF to the cluster's slurm.conf" }
      ),
      ("partition", ["--partition", "-p"], partitions),
      (
        "account", ["--account", "-A"],
        { "set --account in \"sbatch\" to one of yours: sacctmgr show assoc user=$USER" }
      ),
      ("qos", ["--qos", "-q"], { "set --qos in \"sbatch\" to one that your account has" }),
      ("time limit", ["--partition", "-p"], timeLimit),
      ("constraint", ["--constraint", "-C"], features),
      ("feature", ["--constraint", "-C"], features),
      (
        "array", [],
        {
          "set \"max_tasks\" to less than the cluster's MaxArraySize: scontrol show config | grep MaxArraySize"
        }
      ),
      ("memory", ["--mem", "--mem-per-cpu"], machines),
      (
        "node configuration",
        ["--mem", "--mem-per-cpu", "--cpus-per-task", "-c", "--gres", "--constraint"], machines
      ),
      ("node count", ["--partition", "-p"], machines),
      ("gres", ["--gres", "--gpus"], machines),
      (
        "unrecognized option", [],
        { "remove that option from \"sbatch\": this Slurm does not know it" }
      ),
      ("invalid option", [], { "remove that option from \"sbatch\": this Slurm does not know it" }),
      (
        "submit limit", [],
        { "the same command when fewer of your jobs are queued, or a smaller \"max_tasks\"" }
      ),
    ]
    guard let found = all.first(where: { text.contains($0.0) }) else {
      return ([], "fix \"sbatch\" in \(profile.file), then the same command again")
    }
    return (found.1, found.2())
  }

  private func partitions() -> String {
    let names = ask("sinfo", ["-h", "-o", "%R"])
    return names.isEmpty
      ? "name a partition of this cluster in \"sbatch\": sinfo"
      : "name one of this cluster's partitions in \"sbatch\": \(names.joined(separator: ", "))"
  }

  private func timeLimit() -> String {
    let partition = profile.value(of: "--partition", "-p")
    let limits = ask("sinfo", ["-h", "-o", "%R %l"] + (partition.map { ["-p", $0] } ?? []))
    return
      "set \"max_minutes\" (now \(Int(profile.maxMinutes))) to no more than the partition's limit: "
      + limits.joined(separator: ", ")
  }

  private func features() -> String {
    let found = ask("sinfo", ["-h", "-o", "%f"])
    return "set --constraint in \"sbatch\" to what nodes have: \(found.joined(separator: ", "))"
  }

  private func machines() -> String {
    let found = ask("sinfo", ["-h", "-e", "-o", "%R: %c processors, %m MB, %G"])
    return "ask for what a node has (\(found.joined(separator: "; "))): \"sbatch\" in the profile, "
      + "or the spec's limits"
  }

  private func ask(_ tool: String, _ arguments: [String]) -> [String] {
    let answer = try? Tool(name: tool, limit: 10).run(arguments)
    return Array(Set((answer?.output ?? "").split(separator: "\n").map(String.init))).sorted()
  }
}

import Experiments
import Files
import Foundation

/// Tasks as elements of a job array of a Slurm cluster.
///
/// Tasks are known by the submission's token in the job's name: numbers of jobs may come again after
/// the controller was lost. Source: sbatch(1), squeue(1), scancel(1) of Slurm 22.05.
public struct SlurmEngine: TaskEngine {
  private let profile: Profile
  private let limit: Double
  private let folders: String?

  /// - Parameter profile: A profile whose executor is `slurm`.
  public init(_ profile: Profile) { self.init(profile, limit: 30) }

  /// - Parameters:
  ///   - limit: Seconds that each of Slurm's tools may take.
  ///   - folders: Where the tools are looked for; `nil` for `PATH`.
  init(_ profile: Profile, limit: Double, folders: String? = nil) {
    self.profile = profile
    self.limit = limit
    self.folders = folders
  }

  private func tool(_ name: String) -> Tool { Tool(name: name, limit: limit, folders: folders) }

  /// Hands over an array.
  public func submit(_ submission: Submission) throws(ClusterError) -> String {
    try check(submission.needs)
    guard Tool.path(of: "sbatch", in: folders) != nil else {
      throw ClusterError(
        .profile, "\(profile.place(of: "executor")): sbatch is not on this machine's PATH",
        fix: "run this on the cluster's login node, or set \"executor\" to another one: ssh, local")
    }
    let script = TaskScript(profile: profile, submission: submission)
    let text = (["#!/bin/sh"] + script.lines(index: "$SLURM_ARRAY_TASK_ID")).joined(separator: "\n")
    do throws(FileError) {
      try SafeFolder(submission.folder).write(Array("\(text)\n".utf8), to: "script.sh")
    } catch {
      throw ClusterError(error.isWantOfResource ? .resource : .file, error.description)
    }
    let answer = try tool("sbatch").run(
      arguments(submission) + ["\(submission.folder)/script.sh"])
    guard answer.code == 0 else {
      throw SlurmRefusal(profile, submission).error(answer.errors)
    }
    guard let job = answer.output.split(whereSeparator: { ";\n ".contains($0) }).first,
      job.allSatisfy(\.isNumber)
    else {
      throw ClusterError(
        .unreachable, "sbatch answered what cannot be read: \(answer.output.prefix(120))")
    }
    return String(job)
  }

  /// Asks `squeue`, once for all.
  public func tasks(ofSweep sweep: String) throws(ClusterError) -> [QueuedTask] {
    let answer = try tool("squeue").run([
      "-h", "-r", "-t", "all", "-u", Self.user, "-o", "%K|%T|%r|%N|%j",
    ])
    guard answer.code == 0 else {
      throw ClusterError(.unreachable, "squeue: \(Self.line(answer.errors))")
    }
    var found: [QueuedTask] = []
    for line in answer.output.split(separator: "\n") {
      // The name is the last: those of other jobs may have anything in them.
      let parts = line.split(separator: "|", maxSplits: 4, omittingEmptySubsequences: false)
        .map(String.init)
      guard parts.count == 5 else {
        throw ClusterError(.unreachable, "squeue answered what cannot be read: \(line.prefix(120))")
      }
      if let task = Self.task(parts, sweep) { found.append(task) }
    }
    return found
  }

  /// The cluster's `MaxArraySize`: indices stay below it.
  public func mostTasks() -> Int? {
    let answer = try? Tool(name: "scontrol", limit: 10).run(["show", "config"])
    let line = answer?.output.split(separator: "\n").first { $0.hasPrefix("MaxArraySize") }
    return line?.split(separator: "=").last.flatMap {
      Int($0.trimmingCharacters(in: .whitespaces))
    }.flatMap { $0 > 0 ? $0 : nil }
  }

  /// The partition's kinds of nodes, by `sinfo`.
  public func kinds() -> [String] {
    let partition = profile.value(of: "--partition", "-p").map { ["-p", $0] } ?? []
    let answer = try? Tool(name: "sinfo", limit: 10).run(
      ["-h", "-e", "-o", "%R: %D of %c processors, %m MB, features %f, gres %G"] + partition)
    let text = (answer?.output ?? "").replacing(", features (null)", with: "")
      .replacing(", gres (null)", with: "")
    return text.split(separator: "\n").map(String.init)
  }

  /// Takes back an array, by its name.
  public func cancel(_ submission: Submission) throws(ClusterError) {
    let answer = try tool("scancel").run([
      "-u", Self.user, "--name=\(Self.name(submission.sweep, submission.token))",
    ])
    guard answer.code == 0 else {
      throw ClusterError(.unreachable, "scancel: \(Self.line(answer.errors))")
    }
  }

  static func name(_ sweep: String, _ token: String) -> String { "sweep:\(sweep):\(token)" }

  private static func task(_ parts: [String], _ sweep: String) -> QueuedTask? {
    let start = "sweep:\(sweep):"
    guard parts[4].hasPrefix(start), let index = Int(parts[0]), let isRunning = isRunning(parts[1])
    else { return nil }
    return QueuedTask(
      token: String(parts[4].dropFirst(start.count)), index: index, isRunning: isRunning,
      place: parts[3].isEmpty ? nil : parts[3],
      state: parts[2] == "None" ? parts[1] : "\(parts[1]) (\(parts[2]))")
  }

  /// Whether a task in a state runs; `nil` where it has ended. What is not known is held to wait.
  private static func isRunning(_ state: String) -> Bool? {
    switch state {
    case "RUNNING", "COMPLETING", "STAGE_OUT", "SIGNALING", "STOPPED", "SUSPENDED": true
    case "COMPLETED", "CANCELLED", "FAILED", "TIMEOUT", "NODE_FAIL", "OUT_OF_MEMORY", "BOOT_FAIL",
      "DEADLINE", "PREEMPTED", "REVOKED":
      nil
    default: false
    }
  }

  private static let user = String(
    cString: getpwuid(geteuid()).map { $0.pointee.pw_name } ?? strdup("\(geteuid())"))

  private static func line(_ text: String) -> String {
    text.split(separator: "\n").first.map(String.init) ?? "no word of why"
  }
}

extension SlurmEngine {
  private func arguments(_ submission: Submission) -> [String] {
    let minutes = minutes(submission)
    var all = profile.arguments
    all += [
      "--parsable", "--job-name=\(Self.name(submission.sweep, submission.token))",
      "--array=0-\(submission.taskCount - 1)%\(profile.atATime)", "--nodes=1", "--ntasks=1",
      "--time=\(minutes)", "--signal=B:USR1@\(minutes > 5 ? 120 : 60)", "--requeue",
      "--open-mode=append", "--output=\(submission.folder)/log-%a.txt",
      "--export=\(profile.environment.isEmpty ? "NONE" : profile.environment.joined(separator: ","))",
    ]
    if submission.needs.threads > 1 { all.append("--cpus-per-task=\(submission.needs.threads)") }
    if let memory = submission.needs.memory {
      all.append("--mem=\((memory + (1 << 20) - 1) >> 20)M")
    }
    if submission.needs.gpus > 0 { all.append("--gres=gpu:\(submission.needs.gpus)") }
    return all
  }

  /// Half as long again as it should take, and five minutes for what nobody foresees.
  private func minutes(_ submission: Submission) -> Int {
    let wanted = submission.expectedSeconds.map { 1.5 * $0 / 60 + 5 } ?? profile.maxMinutes
    return Int(min(wanted, profile.maxMinutes).rounded(.up))
  }

  /// Options that say what the spec says too.
  private func check(_ needs: TaskNeeds) throws(ClusterError) {
    let doubles = [
      (needs.threads > 1, ["--cpus-per-task", "-c"], "threads"),
      (needs.memory != nil, ["--mem", "--mem-per-cpu"], "memory"),
      (needs.gpus > 0, ["--gres", "--gpus", "-G"], "gpus"),
    ]
    for (isAsked, names, limit) in doubles where isAsked {
      guard let option = profile.sbatch.first(where: { names.contains($0.name) }) else { continue }
      throw ClusterError(
        .profile,
        "\(profile.file):\(option.line): \(option.text): the spec's limits.\(limit) says it already",
        fix: "remove it from the profile, or limits.\(limit) from the spec")
    }
  }
}

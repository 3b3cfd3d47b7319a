import Experiments
import Files
import Foundation

/// Tasks by GNU parallel: on machines that ssh reaches, or on this one. It stands by itself, so tasks go
/// on when this program and its terminal are gone.
///
/// Source: parallel(1): `--joblog` has a line for each task that has ended.
public struct ParallelEngine: TaskEngine {
  private let profile: Profile

  /// What is known of the process that carries a submission's tasks out.
  private struct Starter: Codable {
    let id: Int32
    /// The system's count at which it began: its number may come again.
    let began: String
    let host: String
  }

  /// - Parameter profile: A profile whose executor is `ssh` or `local`.
  public init(_ profile: Profile) { self.profile = profile }

  /// Starts GNU parallel with the tasks.
  public func submit(_ submission: Submission) throws(ClusterError) -> String {
    guard let parallel = Tool.path(of: "parallel") else {
      throw ClusterError(
        .profile,
        "\(profile.file): executor \"\(profile.executor.rawValue)\": GNU parallel is not on PATH",
        fix: "apt-get install parallel, then the same command again")
    }
    let files = SafeFolder(submission.folder)
    do {
      let script = TaskScript(profile: profile, submission: submission)
      let named = profile.environment.compactMap { name in
        ProcessInfo.processInfo.environment[name].map { "export \(name)=\(TaskScript.quoted($0))" }
      }
      let lines = [
        "#!/bin/sh", "exec >> \(TaskScript.quoted(submission.folder))/log-\"$1\".txt 2>&1",
      ]
      let task = lines + named + script.lines(index: "$1")
      try files.write(Array((task.joined(separator: "\n") + "\n").utf8), to: "task.sh")
      // Values of variables may be secrets.
      chmod("\(submission.folder)/task.sh", 0o600)
      if profile.executor == .ssh {
        let hosts = profile.hosts.joined(separator: "\n") + "\n"
        try files.write(Array(hosts.utf8), to: "hosts")
      }
      try files.write(Array(starter(parallel, submission).utf8), to: "start.sh")
    } catch {
      throw ClusterError(error.isWantOfResource ? .resource : .file, error.description)
    }
    return try start(submission)
  }

  /// Looks whether GNU parallel lives, and which tasks have ended by its log.
  ///
  /// - Throws: ``ClusterError`` `.unreachable` where it was started on another machine.
  public func tasks(ofSweep sweep: String) throws(ClusterError) -> [QueuedTask] {
    guard let save = profile.save else { return [] }
    let open = OpenSubmissions(save, sweep: sweep, removesIncomplete: false).all
    for submission in open {
      guard let starter = starter(in: submission.folder.path), starter.host != Self.host else {
        continue
      }
      throw ClusterError(
        .unreachable, "GNU parallel was started on \(starter.host), which alone knows its tasks",
        fix: "the same command on \(starter.host)")
    }
    return open.flatMap { tasks($0.record, $0.folder) }
  }

  /// Asks all tasks to stop, and GNU parallel to start no more.
  public func cancel(_ submission: Submission) throws(ClusterError) {
    let folder = SubmissionFolder(submission.folder)
    try? folder.askToStop()
    guard let starter = starter(in: submission.folder), Self.lives(starter) else { return }
    // Once: it starts no more, and waits for what runs, which saves.
    kill(starter.id, SIGTERM)
  }

  private func tasks(
    _ record: SubmissionFolder.Record, _ folder: SubmissionFolder
  ) -> [QueuedTask] {
    guard let starter = starter(in: folder.path), Self.lives(starter) else { return [] }
    let log = (try? SafeFolder(folder.path).read("joblog", most: 64 << 20)) ?? []
    let ended = Set(
      String(decoding: log, as: UTF8.self).split(separator: "\n").dropFirst().compactMap { line in
        line.split(separator: "\t").first.flatMap { Int($0) }.map { $0 - 1 }
      })
    let begun = folder.marks().begun
    return record.tasks.indices.filter { !ended.contains($0) }.map { index in
      QueuedTask(
        token: record.token, index: index, isRunning: begun.contains(index),
        place: begun.contains(index) ? folder.host(of: index) : nil,
        state: begun.contains(index) ? "RUNNING" : "PENDING")
    }
  }

  private func starter(_ parallel: String, _ submission: Submission) -> String {
    let folder = TaskScript.quoted(submission.folder)
    let places =
      profile.executor == .ssh
      ? "--sshloginfile \(folder)/hosts" : "-j \(profile.atATime)"
    return """
      #!/bin/sh
      cd /
      exec \(TaskScript.quoted(parallel)) --will-cite -q --joblog \(folder)/joblog \(places) \
      sh \(folder)/task.sh ::: $(seq 0 \(submission.taskCount - 1)) \
      < /dev/null >> \(folder)/parallel.txt 2>&1

      """
  }

  /// Starts it in a session of its own, so that it outlives this one.
  private func start(_ submission: Submission) throws(ClusterError) -> String {
    let answer = try Tool(name: "sh", limit: 30).run([
      "-c", "setsid sh \(TaskScript.quoted(submission.folder))/start.sh & echo $!",
    ])
    guard let id = Int32(answer.output.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw ClusterError(.unreachable, "GNU parallel could not be started: \(answer.errors)")
    }
    let starter = Starter(id: id, began: Self.began(id) ?? "", host: Self.host)
    try? SafeFolder(submission.folder).write(
      (try? JSONLines.encode(starter)) ?? [], to: "parallel.json")
    return "process \(id)"
  }

  private func starter(in folder: String) -> Starter? {
    guard let text = try? SafeFolder(folder).read("parallel.json", most: 4096) else { return nil }
    return try? JSONLines.decode(Starter.self, from: text)
  }

  private static func lives(_ starter: Starter) -> Bool {
    starter.host == host && began(starter.id) == starter.began
  }

  // `ProcessInfo.hostName` asks the network.
  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    return gethostname(&name, name.count - 1) == 0
      ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : ""
  }

  /// When a process began, by the system's count; `nil` where there is none.
  private static func began(_ id: Int32) -> String? {
    guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
      let rest = text.lastIndex(of: ")")
    else { return nil }
    let parts = text[rest...].split(separator: " ")
    return parts.count > 20 && parts[1] != "Z" ? String(parts[20]) : nil
  }
}

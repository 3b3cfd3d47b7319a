import Experiments
import Files
import Foundation

/// Tries a profile with one tiny task: what its machines are, and whether they see what they must.
public struct ProfileCheck {
  /// What came of it.
  public struct Answer: Encodable, Sendable {
    /// Kinds of machines that the scheduler names, as it says them.
    public let kinds: [String]
    /// The machine that had the task.
    public let node: NodeReport
    /// Whether it and this machine give the same bits for the same run.
    public let isContractEqual: Bool
    /// Seconds from the handing over to the task's first word.
    public let queueSeconds: Double
    /// Seconds from a file's being written here to its answer's being seen here; `nil` without one.
    public let sharedFolderSeconds: Double?
    /// Seconds by which the machine's clock is ahead of this one's, to half the time above.
    public let clockSeconds: Double?
  }

  private let profile: Profile
  private let engine: any TaskEngine
  private let submission: Submission
  private let commit: String
  private let pendingLimit: Double
  private let isAskedToEnd: @Sendable () -> Bool
  private let begin = ContinuousClock.now

  /// A sweep's place, which no runs have.
  static let sweep = "profile-check"

  /// - Parameters:
  ///   - save: The save folder.
  ///   - program: The program that the task starts, which all machines see under this path.
  ///   - pendingLimit: Seconds after which a task that waits is taken back.
  ///   - isAskedToEnd: Asked often: whether somebody wants an end.
  public init(
    _ profile: Profile, _ engine: any TaskEngine, save: String, program: String, commit: String,
    pendingLimit: Double = 60, isAskedToEnd: @escaping @Sendable () -> Bool = { false }
  ) {
    let token = Submission.newToken()
    self.profile = profile
    self.engine = engine
    self.commit = commit
    self.pendingLimit = pendingLimit
    self.isAskedToEnd = isAskedToEnd
    submission = Submission(
      sweep: Self.sweep, token: token,
      folder: "\(save)/\(SubmissionFolder.root)/\(Self.sweep)/\(token)", taskCount: 1,
      expectedSeconds: nil, needs: TaskNeeds(), program: program)
  }

  /// Hands the task over, and waits for what its machine says. Nothing stays of it.
  ///
  /// - Parameter contract: This machine's numeric contract.
  /// - Throws: ``ClusterError`` that names the profile's line and what to do.
  public func run(contract: Int) throws -> Answer {
    defer { tidy() }
    try write()
    _ = try engine.submit(submission)
    let taken = ContinuousClock.now
    do {
      let node = try waitForReport(since: taken)
      let queued = Self.seconds(since: taken)
      if let trouble = node.trouble { throw unwritable(node, trouble) }
      let answer = try exchange()
      return Answer(
        kinds: engine.kinds(), node: node, isContractEqual: node.contract == contract,
        queueSeconds: queued, sharedFolderSeconds: answer?.seconds, clockSeconds: answer?.ahead)
    } catch {
      try? engine.cancel(submission)
      throw error
    }
  }

  // MARK: - The task

  private func write() throws {
    let folder = SubmissionFolder(submission.folder)
    try folder.write(
      SubmissionFolder.Record(
        sweep: submission.sweep, token: submission.token, tasks: [[]], needs: submission.needs,
        seconds: nil, program: submission.program, commit: commit), [[]])
    try files.write(Array("{}\n".utf8), to: NodeCheckTask.asked)
  }

  private func waitForReport(since taken: ContinuousClock.Instant) throws -> NodeReport {
    var watch = CheckWatch(pendingLimit)
    while true {
      if let report = read(NodeReport.self, NodeCheckTask.report) { return report }
      if isAskedToEnd() { throw ended }
      let seconds = Self.seconds(since: taken)
      if watch.isDue(seconds) {
        // What cannot be asked now is asked again; only a silence to the end is told.
        let tasks = try asked(seconds)
        switch watch.look(tasks?.first { $0.token == submission.token }, tasks != nil, seconds) {
        case .goOn: break
        case .gone: throw gone()
        case .waits(let state): throw SlurmRefusal(profile, submission).error(waiting: state)
        case .runsUnseen(let place): throw unseen(place)
        }
      }
      usleep(100_000)
    }
  }

  private func asked(_ seconds: Double) throws -> [QueuedTask]? {
    do throws(ClusterError) {
      return try engine.tasks(ofSweep: Self.sweep)
    } catch {
      guard seconds < pendingLimit else { throw error }
      return nil
    }
  }

  /// A file there, and its answer back.
  private func exchange() throws -> (seconds: Double, ahead: Double)? {
    let (asked, clock) = (ContinuousClock.now, Date().timeIntervalSince1970)
    try files.write(Array("?\n".utf8), to: NodeCheckTask.question)
    while Self.seconds(since: asked) < 60 {
      if isAskedToEnd() { throw ended }
      if let answer = read(NodeAnswer.self, NodeCheckTask.answer) {
        let seconds = Self.seconds(since: asked)
        return (seconds, answer.clock - clock - seconds / 2)
      }
      usleep(20_000)
    }
    return nil
  }

  private func tidy() { SubmissionFolder(submission.folder).remove() }

  private var files: SafeFolder { SafeFolder(submission.folder) }

  private func read<Value: Decodable>(_ type: Value.Type, _ name: String) -> Value? {
    // Listed first: a file's absence may be remembered by the shared folder, a listing's less long.
    guard files.names(in: "").contains(name), let text = try? files.read(name, most: 1 << 16)
    else { return nil }
    return try? JSONLines.decode(type, from: text)
  }

  private static func seconds(since start: ContinuousClock.Instant) -> Double {
    (ContinuousClock.now - start) / .seconds(1)
  }
}

// MARK: - What may be wrong

extension ProfileCheck {
  private func gone() -> ClusterError {
    let folder = SubmissionFolder(submission.folder)
    let words = folder.lastWords(of: 0)
    // The machine makes the log: where it is, the folder is seen.
    guard !folder.hasLog(of: 0) else {
      return ClusterError(
        .profile,
        "\(profile.place(of: "setup")): the task ended before it could say anything: "
          + (words.isEmpty ? "its log is empty" : words.joined(separator: "; ")),
        fix: "mend the lines of \"setup\", or take a program that the machines can start: "
          + "make dist, then sweep doctor on one of them")
    }
    return unseen(nil)
  }

  private func unseen(_ place: String?) -> ClusterError {
    ClusterError(
      .profile,
      "\(profile.place(of: "save")): \(place ?? "the machine that had the task") does not see "
        + "\(submission.folder): nothing that the task wrote came here",
      fix: "set \"save\" in \(profile.file) to a folder that all machines see under the same path")
  }

  private func unwritable(_ node: NodeReport, _ trouble: String) -> ClusterError {
    ClusterError(
      .profile, "\(profile.place(of: "save")): on \(node.host): \(trouble)",
      fix: "set \"save\" in \(profile.file) to a folder that all machines may write to")
  }

  private var ended: ClusterError {
    ClusterError(
      .unreachable, "the check was ended before its task was; the task was taken back",
      fix: "sweep profile check \(profile.file)")
  }
}

/// A submission that is not over, as its folder and the scheduler show it.
struct SubmissionWatch {
  /// One of its tasks.
  struct Task {
    /// Its runs, by their ids, in the order in which they go.
    let runs: [String]
    /// The place of the run that it is at, as far as its journals show.
    var next = 0
    var hasBegun = false
    var hasEnded = false
    /// What the scheduler said of it last.
    var queued: QueuedTask?
    /// Looks one after another at which the scheduler did not have it, and nothing came from it.
    var missed = 0

    /// Two, since a scheduler may be late, or have forgotten.
    var isGone: Bool { missed >= 2 }
    var isOver: Bool { hasEnded || isGone }
    /// The run that it is at.
    var current: String? { next < runs.count ? runs[next] : nil }
  }

  let record: SubmissionFolder.Record
  let folder: SubmissionFolder
  var tasks: [Task]
  /// Whether the scheduler is known to have it.
  var isHandedOver: Bool
  /// Looks at which it was not there though nobody knows whether it was handed over.
  var unseen = 0

  init(_ record: SubmissionFolder.Record, _ folder: SubmissionFolder) {
    self.record = record
    self.folder = folder
    tasks = record.tasks.map { Task(runs: $0) }
    isHandedOver = folder.job != nil
  }

  /// What an engine is given of it.
  var submission: Submission { record.submission(in: folder) }

  /// Takes what its folder shows.
  mutating func lookAtFolder() {
    let (begun, ended) = folder.marks()
    if !begun.isEmpty { isHandedOver = true }
    for index in tasks.indices {
      tasks[index].hasBegun = begun.contains(index)
      tasks[index].hasEnded = ended.contains(index)
    }
  }

  /// Takes what the scheduler says.
  ///
  /// - Parameter queued: Its tasks there, by their places.
  mutating func look(_ queued: [Int: QueuedTask]) {
    if !queued.isEmpty { isHandedOver = true }
    if !isHandedOver { unseen += 1 }
    for index in tasks.indices {
      tasks[index].queued = queued[index] ?? tasks[index].queued
      let isMissed = isHandedOver && queued[index] == nil && !tasks[index].hasEnded
      tasks[index].missed = isMissed ? tasks[index].missed + 1 : 0
    }
  }

  /// Whether it must be handed over, or again: nobody has seen it.
  var mustBeHandedOver: Bool { !isHandedOver && unseen >= 2 }

  /// Why a task that is gone has left no word.
  func words(of index: Int) -> String {
    let state = tasks[index].queued.map { " (the scheduler's last word: \($0.state))" } ?? ""
    let log = folder.lastWords(of: index)
    let said = log.isEmpty ? "" : "; its log ends: \(log.joined(separator: " / "))"
    return "its task left the queue without saying how the run ended\(state)\(said)"
  }
}

extension SubmissionFolder.Record {
  /// What an engine is given of it.
  public func submission(in folder: SubmissionFolder) -> Submission {
    Submission(
      sweep: sweep, token: token, folder: folder.path, taskCount: tasks.count,
      expectedSeconds: seconds, needs: needs, program: program)
  }
}

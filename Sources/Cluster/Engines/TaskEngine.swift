/// What brings tasks to other machines: a scheduler that is there already.
///
/// Nothing that it says is taken for the truth, which is in the journals of runs: it may forget
/// tasks, show ended ones, or give a number twice. So tasks are known by the submission's token, which
/// is in the job's name, and not by numbers. Calls may take as long as the tool behind them, and come
/// from any thread, one at a time.
public protocol TaskEngine: Sendable {
  /// Hands over the tasks of a submission, whose folder is complete. It may be asked again for one
  /// whose handing over was cut short: then tasks may be twice, which costs time and changes nothing.
  ///
  /// - Returns: What the scheduler calls it, for people.
  /// - Throws: ``ClusterError`` `.profile` where it is refused, `.unreachable`.
  func submit(_ submission: Submission) throws(ClusterError) -> String

  /// The tasks of all submissions of this sweep and user that the scheduler knows and has not ended.
  /// One call of the tool, however many there are.
  ///
  /// - Throws: ``ClusterError`` `.unreachable`; then nothing is known of any.
  func tasks(ofSweep sweep: String) throws(ClusterError) -> [QueuedTask]

  /// How many tasks a submission may have at the most; `nil` where nothing limits them.
  func mostTasks() -> Int?

  /// The kinds of machines that tasks may come to, in words; none where nobody tells.
  func kinds() -> [String]

  /// Takes back what waits of a submission, and asks what runs to save and stop. What is gone already
  /// is no error.
  ///
  /// - Throws: ``ClusterError`` `.unreachable`.
  func cancel(_ submission: Submission) throws(ClusterError)
}

extension TaskEngine {
  /// Nothing limits them.
  public func mostTasks() -> Int? { nil }

  /// Nobody tells.
  public func kinds() -> [String] { [] }
}

/// A task that a scheduler knows.
public struct QueuedTask: Hashable, Sendable {
  /// The submission's token.
  public let token: String
  /// The task's place in its submission, from 0.
  public let index: Int
  /// Whether it runs; else it waits.
  public let isRunning: Bool
  /// The machine that it runs on, where it is known.
  public let place: String?
  /// What the scheduler says of it, as it says it: `PENDING (Resources)`.
  public let state: String

  /// Makes a task.
  public init(token: String, index: Int, isRunning: Bool, place: String?, state: String) {
    self.token = token
    self.index = index
    self.isRunning = isRunning
    self.place = place
    self.state = state
  }
}

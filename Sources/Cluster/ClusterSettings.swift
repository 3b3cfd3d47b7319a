import Experiments
import Scheduling

/// What an executor of other machines is told of a sweep and of those machines.
public struct ClusterSettings: Sendable {
  /// The sweep's name.
  public let sweep: String
  /// The save folder, which all machines see under this path.
  public let saveFolder: String
  /// The program that carries tasks out, which all machines see under this path.
  public let program: String
  /// The commit that the program was built of.
  public let commit: String
  /// What each task needs.
  public let needs: TaskNeeds
  /// Seconds that a task should take at the most.
  public let taskSeconds: Double
  /// Tasks that are handed over at once.
  public let maxTasks: Int
  /// Tasks that go at a time.
  public let atATime: Int
  /// Seconds between two questions to the scheduler.
  public let lookSeconds: Double
  /// A worker is killed after so many seconds without a message.
  public let silence: Double
  /// The runs that will be attempted, by their ids: none of them is passed over before it comes.
  public let runs: Set<String>
  /// How far journals were read, by the runs' ids.
  public let marks: [String: JournalMark]
  /// States of a run whose checkpoints stay.
  public let kept: @Sendable (Configuration) -> [Int]
  /// Seconds that a run should take, by its id; `nil` where nobody knows.
  public let expected: @Sendable (String) -> Double?
  /// Places what an event brings; `nil` where it is of no use any more.
  public let receive: @Sendable (RunEvent, Assignment) throws(RefusedEvent) -> RunEvent?
  /// Told what people should know.
  public let say: @Sendable (String) -> Void

  /// Makes settings.
  public init(
    sweep: String, saveFolder: String, program: String, commit: String, needs: TaskNeeds,
    taskSeconds: Double, maxTasks: Int, atATime: Int, lookSeconds: Double, silence: Double,
    runs: Set<String>, marks: [String: JournalMark],
    kept: @escaping @Sendable (Configuration) -> [Int],
    expected: @escaping @Sendable (String) -> Double?,
    receive: @escaping @Sendable (RunEvent, Assignment) throws(RefusedEvent) -> RunEvent?,
    say: @escaping @Sendable (String) -> Void
  ) {
    self.sweep = sweep
    self.saveFolder = saveFolder
    self.program = program
    self.commit = commit
    self.needs = needs
    self.taskSeconds = taskSeconds
    self.maxTasks = maxTasks
    self.atATime = atATime
    self.lookSeconds = lookSeconds
    self.silence = silence
    self.runs = runs
    self.marks = marks
    self.kept = kept
    self.expected = expected
    self.receive = receive
    self.say = say
  }
}

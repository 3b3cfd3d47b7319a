import Experiments

/// Tasks that are handed to a scheduler together.
public struct Submission: Hashable, Sendable {
  /// The sweep's name.
  public let sweep: String
  /// Names the submission: 12 hexadecimal digits, drawn at random.
  public let token: String
  /// Its folder's absolute path, which all machines see: the tasks' lines, their logs, what they say
  /// of themselves.
  public let folder: String
  /// How many tasks it has; their indices count from 0.
  public let taskCount: Int
  /// Seconds that its longest task should take; `nil` where nobody knows.
  public let expectedSeconds: Double?
  /// What each of its tasks needs.
  public let needs: TaskNeeds
  /// The program that carries tasks out, by its absolute path, which all machines see. It is started
  /// as `PROGRAM worker --tasks FOLDER --index N`.
  public let program: String

  /// Makes a submission.
  public init(
    sweep: String, token: String, folder: String, taskCount: Int, expectedSeconds: Double?,
    needs: TaskNeeds, program: String
  ) {
    self.sweep = sweep
    self.token = token
    self.folder = folder
    self.taskCount = taskCount
    self.expectedSeconds = expectedSeconds
    self.needs = needs
    self.program = program
  }
}

extension Submission {
  /// A new token. Drawn at random: it names a folder and a job, and no result depends on it.
  static func newToken() -> String {
    String(Hexadecimal.digits(.random(in: 0 ... .max)).suffix(12))
  }
}

/// What a task needs of its machine while it runs.
public struct TaskNeeds: Hashable, Sendable, Codable {
  /// Processors.
  public let threads: Int
  /// Bytes of memory; `nil` for what the scheduler gives by itself.
  public let memory: Int?
  /// Graphics processors.
  public let gpus: Int

  /// Makes needs.
  public init(threads: Int = 1, memory: Int? = nil, gpus: Int = 0) {
    self.threads = threads
    self.memory = memory
    self.gpus = gpus
  }
}

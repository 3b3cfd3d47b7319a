import Experiments
import Foundation
import Letters
import Programs
import Running
import Training

/// The trainers of this program, as a worker has them: each made when it is first asked for.
final class WorkerTrainers {
  private let environment: Environment
  private lazy var letters = LetterSession(
    environment: environment, clock: Clock.seconds, coreClock: Clock.threadSeconds)
  private lazy var programs = {
    ProgramRun.adoptOrphans()
    return ProgramSession(
      environment: environment, log: STDERR_FILENO, clock: Clock.seconds)
  }()

  /// - Parameter environment: On what it runs; goes into each run's record.
  init(_ environment: Environment) { self.environment = environment }

  /// The trainer that an assignment is for.
  func session(of source: TrainingSource) -> any TrainerSession {
    switch source {
    case .data: letters
    case .program: programs
    }
  }

  /// Whether a metric stands in a run's log: not what repeats another one in a second mode.
  static func isLogged(_ metric: MetricName) -> Bool {
    ![.trainMSERunning, .testMSERunning].contains(metric)
  }
}

import ArgumentParser
import Experiments
import Foundation
import Running
import Scheduling
import Training

/// `sweep worker`: trains what it is told on standard input; not for people.
struct WorkerCommandLine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Train the runs that standard input assigns.",
    shouldDisplay: false)

  @Option(help: "The commit that the parent was built from.")
  var commit: String?

  @Option(help: "Carry out a task of this submission's folder, without a parent.")
  var tasks: String?

  @Option(help: "The task's place in the submission.")
  var index = 0

  func run() throws {
    OwnProgram.takeName()
    if let tasks { return try NodeTask(folder: tasks, index: index).run() }
    let watch = try ParentWatch()
    let trainers = WorkerTrainers(.current(commit: commit ?? Product.commit()))
    do {
      while let assignment = try Self.next(watch) {
        try AssignedAttempt(assignment, watch).run(by: trainers)
      }
    } catch let error as AssignmentError {
      Console.say("worker: standard input: \(error)")
      Foundation.exit(Failure.Code.input.rawValue)
    } catch {
      Console.say("worker: \(error)")
      Foundation.exit(Failure.Code.ourMistake.rawValue)
    }
  }

  /// The next assignment; one that cannot be carried out is the failure of its run.
  ///
  /// - Throws: `AssignmentError` where it is not even known whose it is.
  private static func next(_ watch: ParentWatch) throws -> Assignment? {
    while true {
      do throws(AssignmentError) {
        return try watch.nextAssignment(.own)
      } catch {
        guard let run = error.run else { throw error }
        let reason = FailureReason.error(message: error.description, resource: false)
        try watch.say(.ended(.failed(reason)), ofRun: run)
      }
    }
  }
}

/// One assignment in a worker: said to the parent, and in short to the run's log.
private struct AssignedAttempt {
  private let assignment: Assignment
  private let watch: ParentWatch

  init(_ assignment: Assignment, _ watch: ParentWatch) {
    self.assignment = assignment
    self.watch = watch
  }

  func run(by trainers: WorkerTrainers) throws {
    do {
      // So that the words of a crash stay with the run.
      try RunFolder(assignment).redirectStandardErrorToLog()
    } catch {
      let failure = FailureReason.error(
        message: error.description, resource: error.code == .resource)
      return try watch.say(.ended(.failed(failure)), of: assignment.run)
    }
    try trainers.session(of: assignment.source).run(assignment, emit: say, control: control)
  }

  private func say(_ event: RunEvent) throws {
    let isProgram = if case .program = assignment.source { true } else { false }
    if let line = event.logLine(isProgram: isProgram) {
      Console.say("attempt \(assignment.attempt): \(line)")
    }
    try watch.say(event, of: assignment.run)
  }

  private func control() -> TrainingControl {
    watch.parentIsGone ? .abandon : watch.shouldStop ? .save : .proceed
  }
}

extension RunEvent {
  /// What a run's log says of it; `nil` for what happens within epochs and for files.
  fileprivate func logLine(isProgram: Bool) -> String? {
    switch self {
    case .started(let epoch, let batch, let environment):
      "begins at \(isProgram ? "step \(epoch)" : "epoch \(epoch), batch \(batch)"), "
        + "on \(environment.host) "
        + "(sweep \(environment.version), \(environment.commit), \(environment.instructionSet))"
    case .warning(let message): "warning: \(message)"
    case .metrics(let epoch, let metrics):
      "\(isProgram ? "step" : "epoch") \(epoch): "
        + metrics.filter { WorkerTrainers.isLogged($0.name) }
        .map { "\($0.name.rawValue) \(ProgressText.number($0.value))" }.joined(separator: ", ")
    case .ended(let end): end.words(isProgram: isProgram)
    case .progress, .groundTruth, .reconstruction, .artifact, .checkpoint, .obsolete, .cost: nil
    }
  }
}

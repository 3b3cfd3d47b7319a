import Cluster
import Experiments
import Foundation
import Running
import Scheduling
import Synchronization

/// `sweep worker --tasks FOLDER --index N`: a task on the machine that a scheduler gave it.
struct NodeTask {
  private let folder: String
  private let index: Int

  init(folder: String, index: Int) {
    self.folder = folder
    self.index = index
  }

  /// Carries it out, to its end or until the machine is taken away.
  func run() throws {
    if let check = NodeCheckTask(folder) { return try check.run(.current()) }
    let watch = try SignalWatch(Signal.allCases)
    let submission = SubmissionFolder(folder)
    guard let record = submission.record() else {
      Console.say("task \(index): \(folder): no submission is here (any more)")
      Foundation.exit(Failure.Code.input.rawValue)
    }
    let environment = Environment.current(commit: record.commit)
    let agent = TaskAgent(
      folder, index: index,
      worker: WorkerCommand(OwnProgram.path, ["worker", "--commit", record.commit], name: "sweep"),
      trainers: .own, host: environment.host, lastWords: LastWords.of
    ) { Console.say("task \(index): \($0)") }
    finish(outcome(of: agent, watch))
  }

  // A worker's command has no event loop of its own, see `WorkerCommandLine`.
  private func outcome(of agent: TaskAgent, _ watch: SignalWatch) -> Result<Bool, any Error> {
    let (done, result) = (DispatchSemaphore(value: 0), Outcome())
    Task.detached {
      do {
        let goesOn = try await agent.run(watch)
        result.value.withLock { $0 = .success(goesOn) }
      } catch {
        result.value.withLock { $0 = .failure(error) }
      }
      done.signal()
    }
    done.wait()
    return result.value.withLock { $0 }
  }

  private func finish(_ outcome: Result<Bool, any Error>) {
    switch outcome {
    case .success(false): return
    case .success(true): putBack()
    case .failure(let error):
      Console.say("task \(index): \(error)")
      Foundation.exit(Failure.Code.wantOfResource.rawValue)
    }
  }

  /// Asks the scheduler to start the task again, since its time is over.
  private func putBack() {
    let variables = ProcessInfo.processInfo.environment
    guard let job = variables["SLURM_ARRAY_JOB_ID"] ?? variables["SLURM_JOB_ID"] else { return }
    let element = variables["SLURM_ARRAY_TASK_ID"].map { "\(job)_\($0)" } ?? job
    let end = ShellCommand("exec scontrol requeue \(element)", limit: 60).run([:])
    Console.say("task \(index): its time is over; scontrol requeue \(element) \(end)")
  }
}

/// What came out, from one thread to another.
private final class Outcome: Sendable {
  let value = Mutex<Result<Bool, any Error>>(.success(false))
}

extension NodeReport {
  /// What this machine is.
  fileprivate static func current() -> NodeReport {
    let environment = Environment.current()
    return NodeReport(
      host: environment.host, instructionSet: environment.instructionSet,
      contract: Engine.contract, cLibrary: NodeCheck.cLibraryVersion() ?? "unknown")
  }
}

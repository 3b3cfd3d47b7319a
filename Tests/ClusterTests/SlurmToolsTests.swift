import Foundation
import TestSupport
import Testing

@testable import Cluster

/// What Slurm's tools may answer, by scripts that stand for them.
@Suite(.timeLimit(.minutes(60)), .serialized, .heavy)
struct SlurmToolsTests {
  @Test(arguments: [
    ("exit 1", "squeue: "), ("echo nonsense", "cannot be read"), ("sleep 100", "did not answer"),
  ])
  func nothingIsKnownOfTasksWhereSqueueFails(script: String, word: String) throws {
    let tools = try Tools("squeue", script)
    let error = try #require(throws: ClusterError.self) {
      try tools.engine(limit: 1).tasks(ofSweep: "s")
    }
    #expect(error.code == .unreachable)
    #expect(error.description.contains(word))
  }

  @Test func anEmptyAnswerOfSqueueMeansThatItKnowsNoTask() throws {
    let tools = try Tools("squeue", "exit 0")
    #expect(try tools.engine().tasks(ofSweep: "s") == [])
    withExtendedLifetime(tools) {}
  }

  @Test func otherJobsMayHaveAnythingInTheirNames() throws {
    let ours = "3|PENDING|Priority||sweep:s:0123456789ab"
    let tools = try Tools("squeue", "echo '0|RUNNING|None|n1|a|b|c'; echo '\(ours)'")
    let tasks = try tools.engine().tasks(ofSweep: "s")
    #expect(tasks.map(\.index) == [3] && tasks.first?.state == "PENDING (Priority)")
    withExtendedLifetime(tools) {}
  }

  @Test(arguments: ["exit 0", "echo hello", "sleep 100"])
  func aSubmissionOfWhichNobodyKnowsIsTriedAgain(script: String) throws {
    let tools = try Tools("sbatch", script)
    let error = try #require(throws: ClusterError.self) {
      try tools.engine(limit: 1).submit(tools.submission)
    }
    #expect(error.code == .unreachable)
  }

  @Test func aMachineWithoutSbatchIsToldWithTheLineOfTheExecutor() throws {
    let tools = try Tools("squeue", "exit 0")
    let error = try #require(throws: ClusterError.self) {
      try tools.engine().submit(tools.submission)
    }
    #expect(error.code == .profile)
    #expect(error.description.contains("p.json:2: sbatch is not on this machine's PATH"))
  }

  @Test func scancelThatFailsIsToldAsUnreachable() throws {
    let tools = try Tools("scancel", "echo down >&2; exit 1")
    let error = try #require(throws: ClusterError.self) {
      try tools.engine().cancel(tools.submission)
    }
    #expect(error == ClusterError(.unreachable, "scancel: down"))
  }
}

/// A folder with one tool in it.
private struct Tools {
  private let folder: TemporaryFolder

  init(_ name: String, _ script: String) throws {
    folder = try TemporaryFolder()
    let path = "\(folder.path)/\(name)"
    try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: true, encoding: .utf8)
    chmod(path, 0o755)
  }

  func engine(limit: Double = 30) throws -> SlurmEngine {
    SlurmEngine(try slurm([]), limit: limit, folders: folder.path)
  }

  var submission: Submission {
    Submission(
      sweep: "s", token: "0123456789ab", folder: folder.path, taskCount: 1, expectedSeconds: nil,
      needs: TaskNeeds(), program: "/bin/true")
  }
}

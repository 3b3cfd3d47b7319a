import Experiments
import TestSupport
import Testing

@testable import Cluster

@Suite(.timeLimit(.minutes(60)))
struct ProfileTests {
  @Test func allMistakesOfAProfileAreToldAtOnceWithTheirPlaces() throws {
    let text = """
      {
        "executor": "slrum",
        "partition": "cpu",
        "max_minutes": 0,
        "sbatch": ["--array=0-3", "cpu"],
        "environment": ["A=1"]
      }
      """
    let error = try #require(throws: SpecError.self) { try profile(text) }
    #expect(error.problems.compactMap { $0.place?.line }.sorted() == [2, 3, 4, 5, 5, 6])
    #expect(error.description.contains("p.json:2"))
    #expect(error.description.contains("slurm"))
  }

  @Test(arguments: [
    "--array=1", "-a1", "--time=5", "--export=ALL", "--output=x", "-N2", "--requeue", "--wrap=ls",
  ])
  func optionsOfTheProgramsOwnAreRefusedWithAReason(option: String) throws {
    let error = try #require(throws: SpecError.self) { try slurm([option]) }
    #expect(error.description.contains("this option is the program's own: "))
  }

  @Test func pathsCountFromTheProfilesFolder() throws {
    let profile = try profile(#"{ "executor": "local", "save": "../s" }"#)
    #expect(profile.save == "/s")
  }

  @Test func anOptionAndItsValueReachSbatchAsOneArgumentHoweverTheyAreWritten() throws {
    let profile = try slurm(["--partition cpu", "-p cpu", "-pcpu", "--mem=1G", "--exclusive"])
    #expect(profile.arguments == ["--partition=cpu", "-pcpu", "-pcpu", "--mem=1G", "--exclusive"])
  }

  @Test(arguments: [
    ("invalid partition specified: x", "--partition=x", "partition"),
    ("Invalid account or account/partition combination specified", "--account=a", "--account"),
    ("Memory specification can not be satisfied", "--mem=900G", "what a node has"),
    ("Invalid feature specification", "--constraint=z", "--constraint"),
    ("sbatch: unrecognized option '--frob=1'", "--frob=1", "remove that option"),
    ("sbatch: invalid option -- 'Z'", "-Zq", "remove that option"),
    ("Invalid --mem specification", "--mem=lots", "mend its value"),
    ("Invalid generic resource (gres) specification", "--gpus=2", "what a node has"),
  ])
  func aRefusalNamesTheLineOfTheOptionAndAFix(said: String, option: String, fix: String) throws {
    let others = ["--exclusive", "--partition=x", "--account=a"].filter { $0 != option }.prefix(2)
    let profile = try slurm(others + [option])
    let error = SlurmRefusal(profile, submission).error("sbatch: error: \(said)")
    #expect(error.code == .profile)
    #expect(error.description.contains("p.json:7: \(option): "))
    #expect(try #require(error.fix).contains(fix))
  }

  @Test func anArrayThatIsTooLongNamesTheLineOfMaxTasks() throws {
    let profile = try profile("{\n\"executor\": \"slurm\",\n\"max_tasks\": 5000\n}")
    let error = SlurmRefusal(profile, submission).error("Invalid job array specification")
    #expect(error.description.contains("p.json:3: "))
  }

  @Test func aTaskThatWaitsForEverIsTakenBackAtOnceAndOneThatMayStartAfterTheLimit() {
    var watch = CheckWatch(60)
    func task(_ state: String, runs: Bool = false) -> QueuedTask {
      QueuedTask(token: "t", index: 0, isRunning: runs, place: nil, state: state)
    }
    #expect(watch.look(task("PENDING (Resources)"), true, 2) == .goOn)
    #expect(
      watch.look(task("PENDING (PartitionTimeLimit)"), true, 4)
        == .waits("PENDING (PartitionTimeLimit)"))
    #expect(watch.look(task("PENDING (Resources)"), true, 61) == .waits("PENDING (Resources)"))
  }

  @Test func aTaskIsGoneOnlyWhenTheSchedulerAnsweredSoForAWhile() {
    var watch = CheckWatch(60)
    #expect(watch.look(nil, false, 2) == .goOn)
    #expect(watch.look(nil, true, 30) == .goOn)
    #expect(watch.look(nil, true, 41) == .gone)
  }
}

let submission = Submission(
  sweep: "s", token: "0123456789ab", folder: "/none", taskCount: 1, expectedSeconds: nil,
  needs: TaskNeeds(), program: "/bin/true")

func profile(_ text: String) throws -> Profile {
  try Profile.read(Array(text.utf8), file: "/p/p.json")
}

/// A profile with an option a line, from line 5.
func slurm(_ options: [String]) throws -> Profile {
  let lines = options.map { "\"\($0)\"" }.joined(separator: ",\n")
  let head = "{\n\"executor\": \"slurm\",\n\"max_minutes\": 9,\n\"sbatch\": ["
  return try profile("\(head)\n\(lines)\n]}")
}

/// An engine that knows no task, and carries none out.
private struct DeafEngine: TaskEngine {
  func submit(_ submission: Submission) -> String { "1" }
  func tasks(ofSweep sweep: String) -> [QueuedTask] { [] }
  func cancel(_ submission: Submission) {}
}

@Suite(.timeLimit(.minutes(60)))
struct UnseenFolderTests {
  @Test func aFolderThatTheMachineDoesNotSeeIsToldWithTheLineOfSave() throws {
    let folder = try TemporaryFolder()
    let profile = try profile("{ \"executor\": \"slurm\",\n\"save\": \"\(folder.path)\" }")
    let check = ProfileCheck(
      profile, DeafEngine(), save: folder.path, program: "/bin/true", commit: "c",
      pendingLimit: 0.1)
    let error = try #require(throws: ClusterError.self) { try check.run(contract: 1) }
    #expect(error.description.contains("p.json:2: the machine that had the task does not see "))
    let left = SubmissionFolder.tokens(in: folder.path, sweep: ProfileCheck.sweep)
    #expect(left.isEmpty)
  }
}

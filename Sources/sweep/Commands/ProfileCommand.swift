import ArgumentParser
import Cluster
import Experiments
import Foundation
import Reports
import Running
import Scheduling

/// `sweep profile`
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Try a file that describes other machines.",
    discussion: """
      EXAMPLES
        sweep profile check experiments/cluster.json
        sweep schema --profile > profile.schema.json
      """,
    subcommands: [ProfileCheckCommand.self])
}

/// `sweep profile check FILE`
struct ProfileCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Hand over one tiny task, and say what its machine is and sees.",
    discussion: """
      Trains nothing, and leaves nothing behind. A task that waits for a minute is taken back, and \
      the scheduler's reason is said. Exit code 1: the machine gives other bits than this one.

      EXAMPLES
        sweep profile check experiments/cluster.json
        sweep profile check experiments/cluster.json --json | jq .node
      """)

  @Argument(help: "The profile.", completion: .file(extensions: ["json"]))
  var file: String

  @Option(
    help: "The folder of the runs' files (default: the profile's, or save).",
    completion: .directory)
  var save: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let profile = try Profile.read(file: AbsolutePath.of(file), shown: file)
    let watch = try SignalWatch([.hangup, .interrupt, .terminate])
    let stop = StopFlag()
    watch.whenAsked { _ in stop.raise() }
    let folder = CheckFolder(
      AbsolutePath.of(save ?? profile.save ?? Console.place("SWEEP_SAVE") ?? "save"))
    defer { folder.tidy() }
    try folder.make(profile)
    output.say("checking \(file): one tiny task, by \(profile.executor.rawValue)")
    let check = ProfileCheck(
      profile, profile.engine(save: folder.path), save: folder.path,
      program: try ProgramCopy.make(in: folder.path), commit: Product.commit(),
      isAskedToEnd: { stop.isRaised })
    let answer = try check.run(contract: Engine.contract)
    if output.json { try output.sayJSON(answer) } else { Console.data(answer.text) }
    if !answer.isContractEqual { throw Failure(otherContract: answer, file) }
  }
}

extension Failure {
  fileprivate init(otherContract answer: ProfileCheck.Answer, _ file: String) {
    self.init(
      .runsFailed,
      "\(answer.node.host) (\(answer.node.instructionSet)) has numeric contract "
        + "\(answer.node.contract), this machine \(Engine.contract): their runs are never mixed",
      safe: "nothing was trained",
      next: "add --constraint=FEATURE to \"sbatch\" in \(file), for nodes like this machine "
        + "(sinfo -o '%N %f' shows features)")
  }
}

extension ProfileCheck.Answer {
  /// For people.
  fileprivate var text: String {
    func seconds(_ value: Double?) -> String {
      value.map { String(format: "%.1f s", $0) } ?? "unknown"
    }
    let shared =
      sharedFolderSeconds == nil
      ? "seen here, but the machine did not see what was written here within a minute"
      : "seen both ways, there and back in \(seconds(sharedFolderSeconds))"
    let contract = "contract \(node.contract), \(isContractEqual ? "as" : "not as") here"
    return TextTable(
      header: ["", ""],
      rows: kinds.map { ["nodes", $0] } + [
        ["machine", "\(node.host), \(node.instructionSet), \(node.cLibrary)"],
        ["numbers", contract], ["shared folder", shared],
        ["its clock", "ahead by \(seconds(clockSeconds))"], ["queue", seconds(queueSeconds)],
      ], fits: [.whole, .wrap]
    ).render(showsHeader: false, width: Console.dataWidth)
  }
}

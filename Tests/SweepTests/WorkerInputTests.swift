import Experiments
import Foundation
import Letters
import TestSupport
import Testing

/// A worker that is given nonsense answers in words.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct WorkerInputTests {
  let program: SweepProgram
  init() throws { program = try SweepProgram() }

  private func assignment(_ change: (inout [String: Any]) -> Void) throws -> Data {
    let run = Run(
      label: "gru_ae",
      configuration: Configuration(
        variant: Variant(.rnn, .gru), seed: 0, model: ModelSettings(latent: 4, hidden: 4),
        train: TrainSettings(
          epochs: 1, batchSize: 8, learningRate: 0.001, shuffle: true, figureEpochs: [1],
          evaluateEvery: 1),
        dataset: DatasetIdentity(fingerprint: "f00d", splitSeed: 0), engine: 1),
      folder: "tiny/gru_ae", checkpointEvery: 1)
    let line = try JSONLines.encode(
      Assignment(
        run: run, attempt: 1, source: .data(.synthetic(sequences: 60, seed: 0)),
        saveFolder: program.folder.path, home: "runs/one",
        checkpoints: []))
    var members = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] ?? [:]
    change(&members)
    return try JSONSerialization.data(withJSONObject: members) + Data("\n".utf8)
  }

  private func answer(
    to lines: Data, ends: Int = 1
  ) throws -> (code: Int32, output: String, errors: String) {
    let (worker, input, output, errors) = (Process(), Pipe(), Pipe(), Pipe())
    worker.executableURL = URL(fileURLWithPath: SweepProgram.executable)
    worker.arguments = ["worker"]
    worker.standardInput = input
    worker.standardOutput = output
    worker.standardError = errors
    try worker.run()
    try input.fileHandleForWriting.write(contentsOf: lines)
    // The input stays open until there is an answer: its end would end the run, too.
    var said = Data()
    while said.count(where: { $0 == 0x0A }) < ends,
      case let more = output.fileHandleForReading.availableData, !more.isEmpty
    {
      said += more
    }
    try? input.fileHandleForWriting.close()
    said += output.fileHandleForReading.readDataToEndOfFile()
    worker.waitUntilExit()
    let isSignal = worker.terminationReason == .uncaughtSignal
    return (
      isSignal ? -worker.terminationStatus : worker.terminationStatus,
      String(decoding: said, as: UTF8.self),
      String(
        decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    )
  }

  /// A member somewhere in an assignment, by its path, and what stands there.
  struct Nonsense: Sendable, CustomTestStringConvertible {
    let path: [String]
    let value: String
    var testDescription: String { "\(path.joined(separator: ".")) = \(value)" }

    init(_ path: String, _ value: String) {
      self.path = path.split(separator: ".").map(String.init)
      self.value = value
    }

    func put(into members: inout [String: Any]) { Self.put(path[...], value, &members) }

    private static func put(
      _ path: ArraySlice<String>, _ value: String, _ members: inout [String: Any]
    ) {
      let key = path.first ?? ""
      if path.count == 1 {
        members[key] = try? JSONSerialization.jsonObject(
          with: Data(value.utf8), options: .fragmentsAllowed)
        return
      }
      var inner = members[key] as? [String: Any] ?? [:]
      put(path.dropFirst(), value, &inner)
      members[key] = inner
    }
  }

  @Test(arguments: [
    Nonsense("run.checkpoint_every", "0"), Nonsense("run.checkpoint_every", "-1"),
    Nonsense("run.configuration.train.epochs", "-1"),
    Nonsense("run.configuration.train.batch_size", "0"),
    Nonsense("run.configuration.train.evaluate_every", "0"),
    Nonsense("run.configuration.train.learning_rate", "\"nan\""),
    Nonsense("run.configuration.train.figure_epochs", "[2]"),
    Nonsense("run.configuration.train.shuffle", "1.5"),
    Nonsense("run.configuration.model.latent", "0"),
    Nonsense("run.configuration.model.latent", "9223372036854775807"),
    Nonsense("run.configuration.model.hidden", "null"),
    Nonsense("run.configuration.model.hidden", "-4"),
    Nonsense("run.configuration.seed", "-1"), Nonsense("run.configuration.engine", "\"x\""),
    Nonsense("run.configuration.variant.family", "\"none\""),
    Nonsense("run.configuration", "[]"), Nonsense("run.folder", "\"../../out\""),
    Nonsense("run.folder", "\"/out\""), Nonsense("run.label", "\"a\\u001b[2J\""),
    Nonsense("save_folder", "\"relative\""), Nonsense("home", "\"../out\""),
    Nonsense("source.data.synthetic.sequences", "-1"),
    Nonsense("source.data.synthetic.sequences", "9223372036854775807"), Nonsense("attempt", "null"),
    Nonsense("checkpoints", #"[{"epoch":0,"batch":0,"file":"../x","sha256":"","bytes":1}]"#),
    Nonsense(
      "checkpoints",
      #"[{"epoch":0,"batch":0,"file":"x","sha256":"","bytes":9223372036854775807}]"#),
  ])
  func itsRunFailsInWords(_ nonsense: Nonsense) throws {
    let answer = try answer(to: try assignment(nonsense.put))
    #expect(answer.code == 0, "\(answer)")
    #expect(answer.output.contains("\"failed\""), "\(answer)")
    #expect(answer.output.contains(nonsense.path.last ?? ""), "\(answer)")
    #expect(!program.has("out") && !program.has("runs"))
  }

  @Test func sizesThatNoMachineHasAreRefusedBeforeAnythingIsMade() throws {
    let answer = try answer(
      to: try assignment { members in
        for name in ["latent", "hidden"] {
          Nonsense("run.configuration.model.\(name)", "65536").put(into: &members)
        }
      })
    #expect(answer.code == 0, "\(answer)")
    let answers = ["GB of memory", "numeric contract"]
    #expect(answers.contains(where: answer.output.contains), "\(answer)")
  }

  @Test(arguments: ["", "nonsense", "[]", "{}", "{\"run\":7}", "\u{0}\u{1}", "[[[[[["])
  func whatIsNobodysIsTheEndInWords(_ line: String) throws {
    let answer = try answer(to: Data((line + "\n").utf8))
    #expect(answer.code == 2, "\(answer)")
    #expect(answer.output == "")
    #expect(answer.errors.contains("not an assignment"), "\(answer)")
  }

  @Test func theNextAssignmentIsTakenAllTheSame() throws {
    let bad = try assignment { Nonsense("run.checkpoint_every", "0").put(into: &$0) }
    let answer = try answer(to: bad + bad, ends: 2)
    #expect(answer.code == 0)
    #expect(answer.output.split(separator: "\n").count == 2, "\(answer)")
  }
}

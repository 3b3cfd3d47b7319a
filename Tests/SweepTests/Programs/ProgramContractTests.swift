import Foundation
import TestSupport
import Testing

/// What a program is told of its run, and which of its files are kept.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ProgramContractTests {
  /// What `SWEEP_CONFIG` names.
  private struct Config: Decodable {
    struct Parameters: Decodable {
      struct Optimizer: Decodable { let name: String }
      let lr: Double
      let optimizer: Optimizer
      let layers: [Int]
      let fast: Bool
      let note: String?
    }

    let attempt: Int
    let checkpoint: String?
    let folder: String
    let label: String
    let parameters: Parameters
    let `protocol`: Int
    let run: String
    let seed: Int
  }

  private static let parameters = #"""
    "lr": 0.1, "optimizer": {"name": "sgd"}, "layers": [[64, 32]], "fast": true, "note": null
    """#

  private static let telling = """
    cp "$SWEEP_CONFIG" config.json
    for word in "$@"; do echo "word: $word"; done
    echo "run $SWEEP_RUN label $SWEEP_LABEL seed $SWEEP_SEED attempt $SWEEP_ATTEMPT"
    echo "checkpoint '$SWEEP_CHECKPOINT' folder $SWEEP_FOLDER in $(pwd)"
    echo "$SWEEP_PARAM_LR $SWEEP_PARAM_OPTIMIZER_NAME $SWEEP_PARAM_LAYERS $SWEEP_PARAM_FAST"
    """

  private func said(_ command: String) throws -> (program: SweepProgram, log: String) {
    let program = try SweepProgram(
      program: Self.telling, command: command, trainer: "", parameters: Self.parameters,
      more: #""seeds": [7]"#)
    let outcome = try program.run("run", "tiny.json", "-q")
    #expect(outcome.code == 0, "\(outcome.errors)")
    return (program, try program.log())
  }

  @Test func variablesAndAFileSayWhatTheRunIs() throws {
    let (program, log) = try said(#"["sh", "train.sh"]"#)
    let id = try program.ids()[0]
    let folder = "\(program.folder.path)/save/runs/\(id)/attempt_1"
    #expect(log.contains("run \(id) label run seed 7 attempt 1\n"), "\(log)")
    #expect(log.contains("checkpoint '' folder \(folder) in \(program.folder.path)\n"), "\(log)")
    #expect(log.contains("\n0.1 sgd [64,32] true\n"), "\(log)")
    let config = try JSONDecoder().decode(Config.self, from: program.content("config.json"))
    #expect(config.run == id && config.label == "run" && config.seed == 7)
    #expect(config.attempt == 1 && config.checkpoint == nil && config.protocol == 1)
    #expect(config.folder == folder && config.parameters.lr == 0.1)
    #expect(config.parameters.optimizer.name == "sgd" && config.parameters.layers == [64, 32])
    #expect(config.parameters.fast && config.parameters.note == nil)
  }

  @Test func placeholdersBecomeWordsWithoutAShell() throws {
    let (_, log) = try said(
      #"["sh", "train.sh", "{args}", "--rate={lr}", "{seed}", "{{x}}", "$HOME; `ls` *"]"#)
    let words = log.split(separator: "\n").filter { $0.hasPrefix("word: ") }.map { $0.dropFirst(6) }
    #expect(
      words == [
        "--lr", "0.1", "--optimizer.name", "sgd", "--layers", "64", "32", "--fast", "--rate=0.1",
        "7", "{x}", "$HOME; `ls` *",
      ])
  }

  @Test func filesMustLieInTheRunsFolder() throws {
    let program = try SweepProgram(
      program: """
        echo secret > secret.txt
        ln -s ../../../../secret.txt "$SWEEP_FOLDER/link.txt"
        mkfifo "$SWEEP_FOLDER/pipe"
        mkdir "$SWEEP_FOLDER/sub" && echo fine > "$SWEEP_FOLDER/sub/fine.txt"
        for path in "$PWD/secret.txt" ../../../../secret.txt link.txt pipe none.txt sub; do
          echo "{\\"artifact\\": \\"$path\\", \\"step\\": 1}"
          echo "{\\"checkpoint\\": \\"$path\\", \\"step\\": 1}"
        done
        echo '{"artifact": "sub/fine.txt", "step": 1}'
        echo '{"checkpoint": "sub/fine.txt", "step": 1}'
        """, trainer: "", parameters: #""n": 1"#)
    let outcome = try program.run("run", "tiny.json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let shown = try program.shown("run")
    for kind in ["artifact", "checkpoint"] {
      #expect(shown.warnings.count { $0.hasPrefix("\(kind) not kept: ") } == 6, "\(shown.warnings)")
    }
    #expect(shown.checkpoints.count == 1)
    let home = "save/runs/\(try program.ids()[0])/checkpoints"
    let kept = try program.files(in: home, ending: [""])
    #expect(kept.values.map { String(decoding: $0, as: UTF8.self) } == ["fine\n"])
    #expect(try program.run("doctor").code == 0)
  }
}

import Foundation
import Testing

/// A sweep of a small program of the shell, `train.sh`, in a folder of its own: two runs, `n=1` and
/// `n=2`, of five steps.
extension SweepProgram {
  /// Counts to `steps`, with a value and a checkpoint of each step; goes on from its checkpoint. It
  /// waits at a step as long as there is a file `hold_<step>`, and says its number in `pid_<n>`.
  static let counting = """
    echo $$ > "pid_$SWEEP_PARAM_N"
    step=0
    [ -n "$SWEEP_CHECKPOINT" ] && step=$(cat "$SWEEP_CHECKPOINT")
    echo "begins after $step"
    while [ "$step" -lt "$SWEEP_PARAM_STEPS" ]; do
      step=$((step + 1))
      while [ -e "hold_$step" ]; do sleep 0.02; done
      printf '{"step": %d, "metrics": {"loss": %d.5}}\\n' $step \
        $((1000 / step + SWEEP_SEED + SWEEP_PARAM_N))
      echo $step > "$SWEEP_FOLDER/step_$step"
      printf '{"checkpoint": "step_%d", "step": %d}\\n' $step $step
    done

    """

  /// A folder with the program and its spec.
  ///
  /// - Parameters:
  ///   - script: What `train.sh` does.
  ///   - command: The spec's `trainer.command`.
  ///   - trainer: Further members of `trainer`.
  ///   - more: Further members of the spec.
  convenience init(
    program script: String, command: String = #"["sh", "train.sh"]"#,
    trainer: String = #""metrics": {"loss": "lower"}"#,
    parameters: String = #""n": [1, 2], "steps": 5"#, more: String = ""
  ) throws {
    try self.init(
      spec: """
        {
          "name": "tiny",
          "trainer": { "command": \(command), "inputs": ["train.sh"]\(Self.members(trainer)) },
          "parameters": { \(parameters) }\(Self.members(more))
        }
        """)
    try write(script, to: "train.sh")
  }

  private static func members(_ text: String) -> String { text.isEmpty ? "" : ", \(text)" }

  /// What `sweep show --json` says of a run.
  struct Shown: Decodable {
    struct Value: Decodable {
      let step: Int
      let name: String
      let bits: String

      /// The value, from its bits.
      var value: Double { Double(bitPattern: UInt64(bits, radix: 16) ?? 0) }
    }

    struct Saved: Decodable { let epoch: Int }

    let state: String
    let failure: String?
    let attempts: Int
    let checkpoints: [Saved]
    let warnings: [String]
    let metrics: [Value]

    /// The state of its newest checkpoint.
    var newest: Int? { checkpoints.map(\.epoch).max() }

    /// The values of a metric, by state.
    func values(_ name: String) -> [Int: Double] {
      Dictionary(metrics.filter { $0.name == name }.map { ($0.step, $0.value) }) { $1 }
    }
  }

  /// A run as the store has it.
  func shown(_ label: String) throws -> Shown {
    let outcome = try run("show", label, "--json")
    return try JSONDecoder().decode(Shown.self, from: Data(outcome.output.utf8))
  }

  /// Waits until the store has a run's checkpoint of a step.
  func wait(_ started: Started, for label: String, step: Int) throws {
    try started.wait {
      usleep(20000)
      let isThere = try run("show", label, "--json").code == 0
      return try isThere && shown(label).newest ?? -1 >= step
    }
  }

  /// The log of a run, by its place in the plan.
  func log(_ place: Int = 0) throws -> String {
    String(decoding: try content("save/runs/\(ids()[place])/log.txt"), as: UTF8.self)
  }

  /// The number that a program said.
  func pid(_ file: String) throws -> Int32 {
    let text = String(decoding: try content(file), as: UTF8.self)
    return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  /// Waits until a process is gone; whether it is.
  static func isGone(_ id: Int32) -> Bool {
    let end = Date().addingTimeInterval(Started.patience)
    while isAlive(id), Date() < end { usleep(5000) }
    return !isAlive(id)
  }

  /// A process that nobody has asked about its end is dead all the same.
  private static func isAlive(_ id: Int32) -> Bool {
    let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
    return status.map { !$0.contains("State:\tZ") } ?? false
  }
}

/// Holds that a command refused, and how.
func expectFailure(_ outcome: SweepProgram.Outcome, _ code: Int32, saying words: String...) {
  #expect(outcome.code == code, "\(outcome.errors)")
  for part in words + ["\n  safe: ", "\n  next: "] {
    #expect(outcome.errors.contains(part), "\(part) in \(outcome.errors)")
  }
}

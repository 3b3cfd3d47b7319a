import Experiments
import Figures
import Foundation
import Letters

/// A small sweep of somebody's program, made of formulas: four settings, three seeds.
enum ProgramSample {
  static let spec = #"""
    { "name": "digits",
      "trainer": {
        "command": ["python3", "train.py", "{args}"], "inputs": ["train.py"],
        "metrics": { "accuracy": "higher", "loss": "lower" },
        "uncounted": ["workers"], "environment": ["CUDA_VISIBLE_DEVICES"], "budget": "epochs" },
      "parameters": {
        "lr": [0.1, 0.01], "optimizer": ["sgd", "adam"], "epochs": 20, "workers": 4 },
      "seeds": [0, 1, 2] }
    """#

  static let digest = String(repeating: "5e", count: 32)

  /// All runs, in four states; every finished one has pictures and a text.
  static func results(_ text: String = spec) throws -> SweepResults {
    let plan = try plan(text)
    return SweepResults(
      sweep: plan.record, groundTruth: nil,
      runs: plan.runs.enumerated().map { place, run in result(run, place) },
      wallClock: WallClock(seconds: 95, sessions: 1, cutShort: 0))
  }

  /// The sweep's record and its runs.
  static func plan(_ text: String = spec) throws -> (record: SweepRecord, runs: [Run]) {
    let spec = try SweepSpec.decode(Array(text.utf8), file: "digits.json", trainers: .letters)
    let program = ProgramRecord(
      folder: "/home/someone/digits", inputs: [.init(path: "train.py", sha256: digest)])
    let plan = try Plan(
      spec, name: spec.name, facts: program.facts(command: spec.program?.command ?? []),
      recorded: [.init("environment.CUDA_VISIBLE_DEVICES", .text("0"))])
    let record = SweepRecord(
      name: spec.name, spec: spec.canonicalJSON, specSHA256: spec.sha256, source: .program(program),
      published: [:], manifest: spec.manifest)
    return (record, plan.runs)
  }

  /// A run's outcome: the last four of twelve did not get to the end.
  static func result(_ run: Run, _ place: Int) -> RunResult {
    let states: [Int: RunState] = [
      8: .diverged, 9: .failed, 10: .interrupted, 11: .pending,
    ]
    let state = states[place] ?? .finished
    let failures: [Int: String] = [
      8: "diverged at step 7",
      9: "the program exited with code 1\nTraceback (most recent call last):\n"
        + "  File \"train.py\", line 12, in <module>\nZeroDivisionError: division by zero",
    ]
    let end = [8: 7, 9: 4, 10: 12, 11: 0][place] ?? 20
    return outcome(run, state, metrics(run, place, to: end), failure: failures[place])
  }

  static func outcome(
    _ run: Run, _ state: RunState, _ metrics: [EpochMetrics], failure: String? = nil,
    artifacts: [Artifact]? = nil
  ) -> RunResult {
    let isBegun = state != .pending
    let made = state == .finished ? (0...2).flatMap { pictures(10 * $0) } + texts : []
    return RunResult(
      run: run, state: state, attempts: isBegun ? 1 : 0, metrics: metrics, reconstructions: [],
      artifacts: artifacts ?? made,
      checkpoints: isBegun
        ? [
          Checkpoint(
            epoch: 10, batch: 0, file: "runs/\(run.id)/checkpoints/step_10.pt", sha256: digest,
            bytes: 1_200_000)
        ] : [], seconds: isBegun ? 7.5 : 0, sequences: 0, failure: failure,
      environment: isBegun ? Sample.environment : nil, coreSeconds: isBegun ? 6.25 : nil)
  }

  private static func metrics(_ run: Run, _ place: Int, to end: Int) -> [EpochMetrics] {
    guard end > 0 else { return [] }
    let rate = run["lr"]?.double ?? 0
    let lead = run["optimizer"]?.string == "adam" ? 0.02 : 0
    return (1...end).map { step in
      let share = 1 - exp(-Double(step) * (rate > 0.05 ? 0.3 : 0.12))
      let accuracy = 0.1 + (0.83 + lead + 0.004 * Double(place % 3)) * share
      let isLost = place == 8 && step == end
      return EpochMetrics(
        epoch: step,
        metrics: [
          Metric("accuracy", accuracy), Metric("loss", isLost ? .nan : 2.3 * (1.02 - share)),
          Metric("grad norm", 4 * (1.1 - share)),
        ])
    }
  }

  /// A picture of a step; its bytes are a PNG file's.
  private static func pictures(_ step: Int) -> [Artifact] {
    let chart = LineChart(
      title: "step \(step)", xLabel: "x", yLabel: "y",
      series: [
        LineSeries(
          name: "a", color: step / 10,
          points: (0...9).map { Point(x: Double($0), y: Double($0 * step)) })
      ], width: 400, height: 300)
    let bytes = (try? png(of: chart)) ?? []
    return [
      Artifact(
        name: "confusion", step: step, kind: .png, file: "confusion_\(step).png", content: bytes)
    ]
  }

  private static let texts = [
    Artifact(
      name: "report", step: 20, kind: .text, file: "report.txt",
      content: Array("class  f1\n0      0.97\n1      <b>0.91</b>\n".utf8)),
    Artifact(name: "weights", step: 20, kind: .bytes, file: "w.bin", content: [0, 1, 2]),
  ]
}

extension Metric {
  /// A metric of a name that nobody declared.
  init(_ name: String, _ value: Double) { self.init(MetricName(name), value) }
}

import ArgumentParser
import Experiments
import Foundation
import Reports
import Storage

/// `sweep status`
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "What runs, what is done, what failed, when it will end.",
    discussion: """
      EXAMPLES
        sweep status
        sweep status --json | jq '.sweeps[].counts'
        watch sweep status
      """)

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try places.openForReading()
    defer { try? store.close() }
    let status = try Status(of: store)
    output.json ? try output.sayJSON(status) : Console.data(status.text)
  }
}

/// What `status` says.
private struct Status: Encodable {
  struct Sweep: Encodable {
    let name: String
    let counts: [String: Int]
    let runs: Int
    let seconds: Double
    let secondsLeft: Double
    let changed: Date?
  }

  struct Running: Encodable {
    let label: String
    let sweep: String
    let id: String
    let epoch: Int
    let epochs: Int
    let attempt: Int
  }

  let store: String
  let isRunning: Bool
  let holder: String?
  let sweeps: [Sweep]
  let running: [Running]
  let failed: [String]

  init(of store: ResultStore) throws {
    let (running, holder) = store.isSweepRunning()
    let status = try store.status()
    self.store = store.path
    isRunning = running
    self.holder = holder?.description
    sweeps = try status.sweeps.map { try Self.sweep($0, status.costs, store) }
    self.running = status.running.map { run in
      Running(
        label: run.label, sweep: run.sweep, id: run.id, epoch: run.epochs,
        epochs: status.kinds[run.id]?.epochs ?? 0, attempt: run.attempts)
    }
    failed = status.failed.map { "\($0.label) of \($0.sweep): \($0.failure ?? "unknown")" }
  }

  private static func sweep(
    _ summary: SweepSummary, _ costs: [KindCost], _ store: ResultStore
  ) throws -> Sweep {
    let train = try store.record(of: summary.name).dataset.train
    let model = CostModel(costs, sequences: train)
    // Sorted, since the order of a sum of fractions is seen in its last digits.
    let left = summary.epochsLeft.map { model.seconds($0.key, epochs: $0.value) }.sorted()
    return Sweep(
      name: summary.name,
      counts: Dictionary(uniqueKeysWithValues: summary.counts.map { ($0.key.rawValue, $0.value) }),
      runs: summary.runs, seconds: summary.seconds, secondsLeft: left.reduce(0, +),
      changed: summary.changed)
  }

  var text: String {
    let who = holder ?? "a sweep"
    let head = isRunning ? "\(store): in use by \(who)" : "\(store): nothing runs"
    let lines = running.map { "  \($0.label): epoch \($0.epoch)/\($0.epochs)" }
    return ([head] + lines).joined(separator: "\n") + "\n" + table
      + failures
  }

  private var failures: String {
    let shown = failed.prefix(20).map { "failed: \($0)\n" }.joined()
    let rest = failed.count - 20
    return shown + (rest > 0 ? "and \(rest) more failed (sweep ls --state failed)\n" : "")
  }

  private var table: String {
    let states = RunState.allCases
    return TextTable(
      header: ["sweep", "runs"] + states.map(\.rawValue) + ["trained", "left"],
      rows: sweeps.map { sweep in
        [sweep.name, "\(sweep.runs)"] + states.map { "\(sweep.counts[$0.rawValue] ?? 0)" }
          + [
            DurationText.words(sweep.seconds),
            sweep.secondsLeft > 0 ? "\(DurationText.words(sweep.secondsLeft)) of a core" : "-",
          ]
      }, alignments: [.left] + Array(repeating: .right, count: states.count + 3)
    ).render()
  }
}

import Experiments
import Foundation
import Scheduling

/// Events as a busy sweep has them, without the sweep: to measure what showing them costs.
package struct BoardRehearsal {
  /// The board that they are for.
  package private(set) var board: LiveBoard
  private let runs: [Run]
  private var moment = 0

  /// Moments in a second: as many as there are frames.
  package static let momentsPerSecond = 10
  // A worker says where it is twice a second, and what it measured more rarely.
  private static let progressEvery = 5
  private static let metricsEvery = 50

  /// - Parameter prepared: Its runs all go at once.
  package init(_ prepared: PreparedSweep) {
    runs = prepared.plan.runs
    let manifest = prepared.spec.manifest
    let jobs = runs.map { run in
      Job(
        Assignment(
          run: run, attempt: 1, source: .data(.synthetic(sequences: 1, seed: 0)), saveFolder: "/",
          home: "runs/\(run.id)", checkpoints: []), expectedSeconds: 1)
    }
    let costs = CostModel([], dataset: prepared.record.dataset) { 1e10 }
    board = LiveBoard(
      Tally(jobs, costs, manifest, slots: runs.count), BoardTitle(sweep: prepared.record.name))
    for run in runs { take(.started(epoch: 0, batch: 0, environment: Self.environment), of: run) }
  }

  /// Seconds that have passed.
  package var now: Double { Double(moment) / Double(Self.momentsPerSecond) }

  /// Goes on to the next moment: what runs say until then is taken.
  package mutating func advance() {
    moment += 1
    for (index, run) in runs.enumerated() {
      let epoch = moment / Self.metricsEvery
      if (moment + index) % Self.progressEvery == 0 { take(progress(epoch), of: run) }
      if (moment + index) % Self.metricsEvery == 0, let name = board.manifest.headline {
        take(.metrics(epoch: epoch, [Metric(name, 400 / Double(moment + index))]), of: run)
      }
    }
  }

  private func progress(_ epoch: Int) -> RunEvent {
    .progress(
      Progress(
        epoch: epoch, batch: moment % Self.metricsEvery, batches: Self.metricsEvery,
        loss: 1000 / Double(moment), sequencesPerSecond: Double(1000 + moment % 7)))
  }

  private mutating func take(_ event: RunEvent, of run: Run) {
    board.take(ScheduledEvent(run: run, attempt: 1, event: event), now: now)
  }

  /// What is to be shown now.
  package mutating func state() -> BoardState {
    board.state(now: now, date: Date(timeIntervalSince1970: now))
  }

  private static let environment = Environment(
    version: "", commit: "", instructionSet: "", processor: "", cores: 1, host: "", system: "")
}

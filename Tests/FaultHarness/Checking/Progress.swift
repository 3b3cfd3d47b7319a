import Foundation

/// How far runs were when something happened, as the store had it.
struct Progress {
  /// Attempts of each finished run, by label.
  private(set) var finished: [String: Int] = [:]
  /// Attempts of each other run, and its newest checkpoint's epoch and batch.
  private(set) var going: [String: (attempts: Int, checkpoint: String)] = [:]
  private let starts: [String: String]

  /// Reads a scene's store while nobody writes to it; nothing where there is none.
  init(of scene: Scene) throws {
    guard let store = try StoreCopy(scene.store), try store.hasTables() else {
      starts = [:]
      return
    }
    let states = try store.values("SELECT label, state || ' ' || attempts FROM run_results")
    let newest = try store.values(
      """
      SELECT label, max(epoch * 1000000 + batch)
      FROM checkpoints JOIN sweep_runs USING (run) GROUP BY label
      """)
    starts = try store.values(
      """
      SELECT label || ' ' || attempt, epoch * 1000000 + batch
      FROM attempts JOIN sweep_runs USING (run)
      """)
    for (label, text) in states {
      let parts = text.split(separator: " ")
      let attempts = parts.last.flatMap { Int($0) } ?? 0
      if parts.first == "finished" || parts.first == "diverged" {
        finished[label] = attempts
      } else {
        going[label] = (attempts, newest[label] ?? "-1")
      }
    }
  }

  /// What of an earlier state was lost, or done again: invariants 2 and 3.
  func violations(since before: Progress, acknowledged: Set<String>) -> [Violation] {
    var found = acknowledged.subtracting(finished.keys).sorted().map {
      Violation(.noLoss, "\($0) was said to be finished, and is not")
    }
    for (label, attempts) in before.finished.sorted(by: { $0.key < $1.key })
    where finished[label] != attempts {
      found.append(Violation(.noRework, "\(label) was finished, and was tried again"))
    }
    for (label, state) in before.going.sorted(by: { $0.key < $1.key }) {
      let next = starts["\(label) \(state.attempts + 1)"].flatMap { Int($0) }
      guard let next, let newest = Int(state.checkpoint), next < newest else { continue }
      found.append(
        Violation(.noRework, "\(label) had a checkpoint of \(newest), and went on from \(next)"))
    }
    return found
  }
}

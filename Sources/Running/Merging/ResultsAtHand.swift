import Experiments
import Foundation
import Reports
import Storage

/// Results of a sweep that lie beside a store which has none of them yet, as in a fresh clone.
enum ResultsAtHand {
  /// What to tell whoever is about to make them again; `nil` where there are none, or the store has
  /// begun to make its own.
  static func note(_ plan: Plan, _ stored: StoredProgress, in report: URL) -> String? {
    let file = report.appending(path: "results.jsonl")
    guard plan.runs.allSatisfy({ stored.runs[$0.id]?.attempts ?? 0 == 0 }),
      let bytes = try? Data(contentsOf: file),
      let results = try? ResultsFile.decode(
        [UInt8](bytes), file: file.relativePath, trainers: .own)
    else { return nil }
    let wanted = Set(plan.runs.map(\.id))
    let count = results.runs.count {
      [.finished, .diverged].contains($0.state) && wanted.contains($0.run.id)
    }
    guard count > 0 else { return nil }
    return "\(file.relativePath) has \(count) of these \(plan.runs.count) runs: "
      + "sweep merge \(file.relativePath) takes them"
  }
}

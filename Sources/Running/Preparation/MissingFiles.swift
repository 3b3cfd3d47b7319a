import Experiments
import Files

/// Which checkpoints runs that are done should have and lack: files that somebody removed, and
/// states that a run took over from one that had not kept them.
struct MissingFiles {
  private let epochs: [String: [Int]]
  private let labels: [String]

  /// Looks for the files; reads none.
  ///
  /// - Parameters:
  ///   - runs: Runs of a plan; only those that are not to be run are looked at.
  ///   - manifest: What their trainer declares.
  init(
    _ runs: [PlannedRun], _ manifest: Manifest, _ progress: StoredProgress, in files: SafeFolder
  ) {
    var epochs: [String: [Int]] = [:]
    var labels: [String] = []
    for planned in runs where !planned.decision.runs {
      guard let stored = progress.runs[planned.run.id] else { continue }
      let missing = Self.missing(stored, manifest, files)
      if missing.isEmpty { continue }
      epochs[planned.run.id] = missing
      labels.append(planned.run.label)
    }
    (self.epochs, self.labels) = (epochs, labels)
  }

  private static func missing(
    _ run: StoredRun, _ manifest: Manifest, _ files: SafeFolder
  ) -> [Int] {
    let there = run.checkpoints.filter { files.has($0.file, bytes: $0.bytes) }
    let recorded = Set(run.checkpoints.filter { $0.batch == 0 }.map(\.epoch))
    let figures = Set(manifest.keptStates(of: run.configuration))
    let wanted = run.state == .finished ? recorded.union(figures) : recorded
    return wanted.subtracting(there.filter { $0.batch == 0 }.map(\.epoch)).sorted()
  }

  /// What a run lacks, to follow the reason why it is not run; `nil` if nothing.
  func words(for run: Run) -> String? {
    epochs[run.id].map {
      let list = $0.prefix(5).map(String.init).joined(separator: ", ")
      return "without the checkpoint\($0.count == 1 ? "" : "s") of epoch"
        + "\($0.count == 1 ? "" : "s") \(list)\($0.count > 5 ? ", ..." : "")"
        + " (--rerun \(run.label) makes them)"
    }
  }

  /// One line about all of them; `nil` where nothing is missing.
  var note: String? {
    guard let first = labels.first else { return nil }
    let others = labels.count == 1 ? "" : " and \(labels.count - 1) more"
    return "the values of \(first)\(others) are complete, but checkpoint files are missing: "
      + "--rerun \(first) makes them again"
  }
}

import ArgumentParser
import Experiments

/// What a shell offers in the place of a word. Found while somebody types, so it is quick, says nothing
/// of what is wrong, and makes no file.
extension CompletionKind {
  /// Spec files and sweeps of the store.
  static let specs = words { $0.specs + StoredWords($0).sweeps }

  /// Sweeps of the store, and spec files.
  static let sweeps = words { StoredWords($0).sweeps + $0.specs }

  /// What has results: sweeps, spec files, and files of results.
  static let results = words {
    StoredWords($0).sweeps + $0.specs + NearbyFiles(endings: ["results.jsonl"]).matching($0.start)
  }

  /// Runs, by label.
  static let runs = words { StoredWords($0).runs }

  /// Runs of the sweep that the line names first.
  static let runsOfSweep = words { StoredWords($0).labelsOfSweep }

  /// Sweeps and runs.
  static let sweepsAndRuns = words { StoredWords($0).sweeps + StoredWords($0).runs }

  /// A metric.
  static let metric = words { StoredWords($0).metrics }

  /// Names of columns, with commas between them.
  static let columns = words { line in
    let fields = RunField.allCases.map(\.rawValue)
    return line.listed(fields + StoredWords(line).metrics + StoredWords(line).parameters)
  }

  /// Parameters, with commas between them.
  static let parameters = words { $0.listed(StoredWords($0).parameters) }

  private static func words(
    _ words: @escaping @Sendable (TypedLine) -> [String]
  ) -> CompletionKind {
    .custom { typed, _, start in
      let line = TypedLine(typed, start: start)
      return words(line).filter { $0.hasPrefix(line.start) }
    }
  }
}

extension TypedLine {
  fileprivate var specs: [String] { NearbyFiles(endings: [".json"]).matching(start) }

  /// Words that may stand after those of a list that are typed already.
  fileprivate func listed(_ names: [String]) -> [String] {
    let lead = start.lastIndex(of: ",").map { start[...$0] } ?? start.prefix { $0 == "-" }
    return names.map { lead + $0 }
  }
}

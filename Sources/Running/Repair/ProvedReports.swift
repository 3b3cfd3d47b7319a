import Experiments
import Foundation
import Reports

/// The reports whose pages follow from their `results.jsonl`, so that neither was changed since.
struct ProvedReports {
  /// Their results.
  let results: [SweepResults]
  /// Reports that prove nothing, a line each.
  let notes: [String]

  /// Looks at every folder of a folder of reports.
  init(in folder: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var (results, notes): ([SweepResults], [String]) = ([], [])
    for name in names.sorted() {
      let report = folder.appending(path: name)
      guard let data = try? Data(contentsOf: report.appending(path: "results.jsonl")) else {
        continue
      }
      if let proved = Self.proved([UInt8](data), in: report) {
        results.append(proved)
      } else {
        notes.append("\(report.relativePath) does not match its results.jsonl: not used")
      }
    }
    (self.results, self.notes) = (results, notes)
  }

  // Bytes of figures depend on the version of libpng, and prove nothing that the pages do not.
  static func proved(_ bytes: [UInt8], in folder: URL) -> SweepResults? {
    guard let results = try? ResultsFile.decode(bytes, file: "results.jsonl", trainers: .own),
      let files = try? ReportFolder(folder).files(),
      let differences = try? Report.standard.check(files, against: results),
      differences.allSatisfy({ $0.path.hasSuffix(".png") })
    else { return nil }
    return results
  }
}

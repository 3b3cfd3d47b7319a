import Experiments
import Files
import Foundation
import Reports
import Storage

/// What runs are taken from: another store, or a report.
package struct MergeSource {
  /// What was named.
  let name: String
  let store: ResultStore
  /// The folder that checkpoints' paths count from; `nil` of a report, which has none.
  let files: SafeFolder?
  /// Ids of runs of a report that are at their end without every value.
  let partial: [String]

  /// Opens a source: a store, a save folder, a `results.jsonl`, or a report's folder.
  ///
  /// A store may be in use: what it has at its end by now is read, and nothing is disturbed.
  ///
  /// - Throws: ``Failure``, `StoreError`, `ReportError`.
  package init(_ path: String, now: Date) throws {
    name = path
    let place = Self.place(path)
    if place.hasSuffix(".jsonl") {
      let results = try Self.results(place)
      (store, partial) = try ResultStore.holding(
        results, path: place, trainers: .own, at: Int(now.timeIntervalSince1970))
      files = nil
    } else {
      store = try ResultStore.openForReading(place, trainers: .own)
      files = SafeFolder(URL(fileURLWithPath: store.path).deletingLastPathComponent().path)
      partial = []
    }
  }

  /// Whether a sweep is writing to it.
  var isInUse: Bool { files != nil && store.isSweepRunning().running }

  private static func place(_ path: String) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { return path }
    let inside = ["results.jsonl", "results.sqlite"].map { path + "/" + $0 }
    return inside.first(where: FileManager.default.fileExists) ?? path
  }

  /// A report's results. Its pages, where they lie beside it, must be what follows from them.
  private static func results(_ path: String) throws -> SweepResults {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
      throw Failure(
        .input, "\(path): no such file, or it cannot be read", safe: "nothing was changed",
        next: "sweep merge SOURCE, with a store or a results.jsonl that exists")
    }
    let results = try ResultsFile.decode([UInt8](bytes), file: path, trainers: .own)
    let page = folder.appending(path: "report.md").path
    let isRight =
      SweepRecord.matches(spec: results.sweep.spec, sha256: results.sweep.specSHA256)
      && results.runs.allSatisfy { $0.run.configuration.id == $0.run.id }
    guard isRight,
      !FileManager.default.fileExists(atPath: page)
        || ProvedReports.proved([UInt8](bytes), in: folder) != nil
    else {
      throw Failure(
        .runsFailed, "\(path) \(isRight ? "does not match the pages beside it" : "was changed")",
        safe: "nothing was taken from any source",
        next: isRight
          ? "sweep report \(path), if you trust it, writes the pages anew; then the same command"
          : "get the report again from where it was made")
    }
    return results
  }
}

import Experiments
import Foundation
import Reports
import Storage

/// Results by whatever names them: a spec, a sweep's name, or a `results.jsonl`.
package struct ResultsSource {
  /// The results.
  package let results: SweepResults
  /// Where their report belongs.
  package let folder: URL

  /// - Parameter isPlaced: Whether the report of a `results.jsonl` belongs to the folder of all
  ///   reports too, rather than beside it.
  package init(_ what: String, _ places: SavePlaces, isPlaced: Bool = false) throws {
    if what.hasSuffix(".jsonl") {
      results = try ResultsFile.decode(try Self.bytes(what), file: what, trainers: .own)
      folder =
        isPlaced
        ? places.reportFolder(results.sweep.name)
        : URL(fileURLWithPath: what).deletingLastPathComponent()
      return
    }
    let store = try places.openForReading()
    defer { try? store.close() }
    results = try store.results(sweep: try Self.name(what, in: store))
    folder = places.reportFolder(results.sweep.name)
  }

  /// The sweep's name: of a spec its own, or the one on synthetic data where only that is stored.
  /// A sweep of the store goes before a file of its name.
  package static func name(_ what: String, in store: ResultStore) throws -> String {
    let isWord = !SpecSource.isPath(what)
    if isWord, !SpecSource.isFile(what) { return what }
    let names = Set(try store.sweeps().map(\.name))
    if isWord, names.contains(what) { return what }
    let spec = try NamedSpec(what == "-" ? .standardInput : .file(what)).spec
    let substitute = spec.name + SweepName.substitute
    return !names.contains(spec.name) && names.contains(substitute) ? substitute : spec.name
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
      throw Failure(
        .input, "\(path): no such file, or it cannot be read", safe: "nothing was changed",
        next: "sweep ls, for the sweeps of the store")
    }
    return [UInt8](data)
  }
}

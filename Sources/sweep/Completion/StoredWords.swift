import Experiments
import Running
import Storage

/// The words of a store for whoever types a command line. Where there is no store, or none that can be
/// read, there are none, and nobody is told.
struct StoredWords {
  /// More would help nobody who looks at them, and take longer than a key.
  private static let most = 20_000

  private let line: TypedLine

  init(_ line: TypedLine) { self.line = line }

  /// Names of sweeps.
  var sweeps: [String] { read { try $0.listedSweeps().map(\.name) } }

  /// Names of runs: the label where one sweep has it, `SWEEP/LABEL` where several have, or where a
  /// slash is typed.
  var runs: [String] {
    read { store in
      let names = try store.runNames(sweep: line.value(of: "--sweep"), most: Self.most)
      let sweepsOf = Dictionary(grouping: names) { $0.label }
      return names.map { name in
        let isOne = sweepsOf[name.label]?.count == 1 && !line.start.contains("/")
        return isOne ? name.label : "\(name.sweep)/\(name.label)"
      }
    }
  }

  /// Labels of the sweep that the line names first.
  var labelsOfSweep: [String] {
    guard let sweep = line.argument else { return [] }
    return read { try $0.runNames(sweep: sweep, most: Self.most).map(\.label) }
  }

  /// Metrics, those of the sweep that the line names, or of all.
  var metrics: [String] {
    read { store in
      let declared = try store.listedSweeps().flatMap { $0.manifest.metrics.map(\.name) }
      return try (declared + store.metricNames().sorted()).map(\.rawValue)
    }
  }

  /// Parameters, by path.
  var parameters: [String] {
    read { try $0.listedSweeps().flatMap { $0.manifest.parameters.map(\.path) } }
  }

  private func read(_ words: (ResultStore) throws -> [String]) -> [String] {
    var found = Set<String>()
    return ((try? readAll(words)) ?? []).filter { found.insert($0).inserted }
  }

  private func readAll(_ words: (ResultStore) throws -> [String]) throws -> [String] {
    let named = ["--save", "--store", "--profile"].compactMap { option in
      line.value(of: option).map { "\(option)=\($0)" }
    }
    let store = try StoreOptions.parse(named).quietPlaces.openForReading()
    defer { try? store.close() }
    return try words(store)
  }
}

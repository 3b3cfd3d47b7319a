import Experiments
import Storage

/// The values of runs by the names that filters, orders and columns have for them, while the store is
/// read. What the names mean is looked up once for a sweep.
struct NamedValues {
  private let names: [String]
  private let said: Set<MetricName>
  private var reader: ConfigurationReader
  private var uncounted: (text: [UInt8], values: ParameterValues)?
  private var meanings: (sweep: ListedSweep, meanings: [String: NamedValue])?

  /// - Parameters:
  ///   - names: All that will be asked for.
  ///   - said: Metrics that runs measured.
  ///   - trainers: Those that are known.
  init(_ names: [String], said: Set<MetricName>, _ trainers: Trainers) {
    reader = ConfigurationReader(trainers)
    self.names = names
    self.said = said
  }

  /// A run's values; to be asked for only while the run is there.
  ///
  /// - Throws: `DecodingError` where its configuration is none; `RuleBroken`.
  mutating func lookup(_ run: RunRow) throws -> (String) -> Value? {
    let meanings = meanings(in: run.listed)
    let needsSettings = meanings.values.contains { if case .parameter = $0 { true } else { false } }
    let settings = needsSettings ? try settings(of: run) : nil
    return { name in meanings[name].flatMap { Self.value($0, run, settings) } }
  }

  private typealias Settings = (counted: Configuration, uncounted: ParameterValues?)

  private mutating func meanings(in sweep: ListedSweep) -> [String: NamedValue] {
    if let meanings, meanings.sweep === sweep { return meanings.meanings }
    let found = names.compactMap { name in
      sweep.manifest.meanings(of: name, said: said).first.map { (name, $0) }
    }
    let known = Dictionary(found, uniquingKeysWith: { $1 })
    meanings = (sweep, known)
    return known
  }

  private mutating func settings(of run: RunRow) throws -> Settings {
    (try reader.read(run.configuration), try run.uncounted.map { try read($0) })
  }

  private mutating func read(_ text: RunRow.Text) throws -> ParameterValues {
    if let uncounted, text.elementsEqual(uncounted.text) { return uncounted.values }
    let values = try ParameterValues(canonicalJSON: Array(text))
    uncounted = (Array(text), values)
    return values
  }

  private static func value(_ meaning: NamedValue, _ run: RunRow, _ settings: Settings?) -> Value? {
    switch meaning {
    case .field(let field): value(field, run)
    case .metric(let name): run.listed.place(of: name).flatMap(run.exact).map(Value.number)
    case .parameter(let path):
      settings?.counted[path] ?? settings?.uncounted?[path]
        ?? run.listed.manifest.parameter(path)?.neutral
    }
  }

  private static func value(_ field: RunField, _ run: RunRow) -> Value? {
    switch field {
    case .state: .text(run.state.rawValue)
    case .sweep: run.sweep.isEmpty ? nil : .text(run.sweep)
    case .label: .text(kept(run.label))
    case .id: .text(kept(run.id))
    case .seed: .whole(run.seed)
    case .attempts: .whole(run.attempts)
    case .epochs: .whole(run.epochs)
    case .seconds: .number(run.seconds)
    case .failure: run.failure.map { .text(kept($0)) }
    }
  }

  private static func kept(_ text: RunRow.Text) -> String { String(decoding: text, as: UTF8.self) }
}

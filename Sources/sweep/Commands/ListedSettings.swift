import Experiments
import Reports
import Storage

/// The settings of runs of ours as members of JSON, between the other keys of a ``ListingJSON``; of a
/// program's runs, its parameters. They are written once for all runs that have the same, one after
/// another.
struct ListedSettings {
  /// What comes after every key.
  static let end = "\u{7F}"
  /// Keys of a listing before which settings may come in the order of all keys, sorted.
  private static let keys = ["cell", "epochs", "evaluated_epoch", "id", "seconds", "state", end]

  fileprivate struct Known {
    let values: ParameterValues
    let uncounted: [UInt8]?
  }

  private var reader = ConfigurationReader(.own)
  private var known: Known?
  private var texts: [String] = []
  /// Whether the run is of somebody else's program.
  private(set) var isProgram = false
  /// What the run's model is, for people who look for it by these words.
  private(set) var family = ""
  private(set) var cell = ""
  /// A program's parameters as a JSON object.
  private(set) var parameters = "{}"

  /// Takes a run's.
  ///
  /// - Throws: `DecodingError` where its configuration is none; `RuleBroken`.
  mutating func read(_ run: RunRow) throws {
    let configuration = try reader.read(run.configuration)
    if let known, known.values == configuration.values, known.hasUncounted(run.uncounted) { return }
    let uncounted = try run.uncounted.map { try ParameterValues(canonicalJSON: Array($0)) }
    known = Known(values: configuration.values, uncounted: run.uncounted.map { Array($0) })
    isProgram = configuration.isProgram
    if isProgram {
      parameters = Self.parameters(configuration, uncounted, run.listed.manifest)
    } else {
      family = configuration["variant.family"]?.string ?? ""
      cell = configuration["variant.cell"]?.string ?? family
      texts = Self.texts(
        configuration, uncounted ?? ParameterValues([]), run.listed.manifest)
    }
  }

  /// The members that come before a key and after the one before it.
  func upTo(_ key: String) -> String {
    Self.keys.firstIndex(of: key).map { texts[$0] } ?? ""
  }

  private static func texts(
    _ configuration: Configuration, _ uncounted: ParameterValues, _ manifest: Manifest
  ) -> [String] {
    // What a listing calls epochs are those that are done.
    let members = Export.settings(of: configuration, uncounted: uncounted, manifest)
      .map { ($0.name == "epochs" ? "planned_epochs" : $0.name, $0.json) }.sorted { $0.0 < $1.0 }
    var last = ""
    return keys.map { key in
      defer { last = key }
      return members.filter { $0.0 > last && $0.0 < key }.map { ",\"\($0.0)\":\($0.1)" }.joined()
    }
  }

  private static func parameters(
    _ configuration: Configuration, _ uncounted: ParameterValues?, _ manifest: Manifest
  ) -> String {
    let entries = manifest.parameters.compactMap { parameter in
      (configuration.values[parameter.path] ?? uncounted?[parameter.path])
        .map { ParameterValues.Entry(parameter.path, $0) }
    }
    return ParameterValues(entries).canonicalJSON
  }
}

extension ListedSettings.Known {
  fileprivate func hasUncounted(_ text: RunRow.Text?) -> Bool {
    guard let text, let uncounted else { return text == nil && self.uncounted == nil }
    return text.elementsEqual(uncounted)
  }
}

import Experiments
import Reports
import Storage

/// The settings of runs as members of JSON, between the other keys of a ``ListingJSON``: they are
/// written once for all runs that have the same, one after another.
struct ListedSettings {
  /// What comes after every key.
  static let end = "\u{7F}"
  /// Keys of a listing before which settings may come in the order of all keys, sorted.
  private static let keys = ["cell", "epochs", "evaluated_epoch", "id", "seconds", "state", end]

  private struct Known: Equatable {
    let model: ModelSettings
    let train: TrainSettings
    let dataset: DatasetIdentity
    let engine: Int
    let checkpointEvery: Int?
  }

  private var reader = ConfigurationReader()
  private var known: Known?
  private var texts: [String] = []

  /// Takes a run's.
  ///
  /// - Throws: `DecodingError` where its configuration is none.
  mutating func read(_ run: RunLine) throws {
    let configuration = try reader.read(run.configuration)
    let found = Known(
      model: configuration.model, train: configuration.train, dataset: configuration.dataset,
      engine: configuration.engine, checkpointEvery: run.checkpointEvery)
    guard found != known else { return }
    known = found
    texts = Self.texts(configuration, checkpointEvery: run.checkpointEvery)
  }

  /// The members that come before a key and after the one before it.
  func upTo(_ key: String) -> String {
    Self.keys.firstIndex(of: key).map { texts[$0] } ?? ""
  }

  private static func texts(_ configuration: Configuration, checkpointEvery: Int?) -> [String] {
    // What a listing calls epochs are those that are done.
    let members = Export.settings(of: configuration, checkpointEvery: checkpointEvery)
      .map { ($0.name == "epochs" ? "planned_epochs" : $0.name, $0.json) }.sorted { $0.0 < $1.0 }
    var last = ""
    return keys.map { key in
      defer { last = key }
      return members.filter { $0.0 > last && $0.0 < key }.map { ",\"\($0.0)\":\($0.1)" }.joined()
    }
  }
}

/// On what a sweep trains.
public struct DatasetSpec: Hashable, Sendable {
  /// Where to look for the data, best first; the first that is there is taken.
  public let sources: [DataSource]
  /// Seed of the split into train and test.
  public let splitSeed: Int
  /// What the numbers are, `movement` or `raw`; `nil` for a movement.
  public let kind: String?
  /// The channels that models see; `nil` for x and y of a movement, and all of raw values.
  public let channels: [String]?

  /// The share of the train set, of each label, that is taken away to choose by; `nil` for none.
  public let validation: Double?

  /// Makes a dataset's description.
  public init(
    sources: [DataSource], splitSeed: Int, kind: String? = nil, channels: [String]? = nil,
    validation: Double? = nil
  ) {
    self.sources = sources
    self.splitSeed = splitSeed
    self.kind = kind
    self.channels = channels
    self.validation = validation
  }

  /// What of it counts in a run, beside the data's fingerprint: nothing for a movement in x and y.
  public var facts: [ParameterValues.Entry] {
    var facts: [ParameterValues.Entry] = []
    if let kind, kind != Self.kinds[0] { facts.append(.init("dataset.kind", .text(kind))) }
    if let channels, !facts.isEmpty || channels != ["x", "y"] {
      facts.append(.init("dataset.channels", .list(channels.map(Value.text))))
    }
    if let validation { facts.append(.init(SelectionSpec.factOfSearch, .number(validation))) }
    return facts
  }

  /// What the numbers may be; the first by default.
  package static let kinds = ["movement", "raw"]
}

extension DataSource {
  /// The source with its path taken from a folder, unless the path is absolute.
  ///
  /// Paths in a spec are relative to the spec's folder, not to where the command runs.
  public func relative(to folder: String) -> DataSource {
    guard case .file(let path) = self, !path.hasPrefix("/"), !folder.isEmpty else { return self }
    return .file(path: folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)")
  }
}

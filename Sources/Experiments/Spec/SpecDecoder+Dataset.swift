extension SpecDecoder {
  private static let datasetKeys = ["sources", "split_seed", "kind", "channels", "validation"]

  mutating func dataset(_ node: JSONNode) -> DatasetSpec? {
    guard let members = object(node, "dataset", Self.datasetKeys)
    else { return nil }
    let sources = required("sources", members, node, "dataset").flatMap { member in
      list(member.value, "dataset.sources") { $0.source($1, $2) }
    }
    let seed = members["split_seed"].map { integer($0.value, "dataset.split_seed", Self.seedRange) }
    let kind = members["kind"].flatMap { word($0.value, "dataset.kind", DatasetSpec.kinds) }
    let channels = members["channels"].flatMap { self.channels($0.value) }
    let share = members["validation"].flatMap { member in
      number(member.value, "dataset.validation", "a number above 0 and below 1") {
        0 < $0 && $0 < 1
      }
    }
    guard let sources else { return nil }
    return DatasetSpec(
      sources: sources, splitSeed: (seed ?? 0) ?? 0, kind: kind, channels: channels,
      validation: share)
  }

  private mutating func channels(_ node: JSONNode) -> [String]? {
    let names = list(node, "dataset.channels") { $0.string($1, $2) }
    for name in names ?? [] where !Self.isPath(name) || name.utf8.count > 100 {
      tell(.badName, node, "dataset.channels", found: SpecError.quoted(name))
    }
    return names
  }

  private mutating func source(_ node: JSONNode, _ path: String) -> DataSource? {
    switch node.value {
    case .string(let text): return file(text, node, path)
    case .object:
      guard let members = object(node, path, ["synthetic"]) else { return nil }
      return required("synthetic", members, node, path).flatMap { synthetic($0.value, path) }
    default:
      wrongType(node, path, "a path, or {\"synthetic\": {\"sequences\": 2858, \"seed\": 0}}")
      return nil
    }
  }

  private mutating func file(_ path: String, _ node: JSONNode, _ name: String) -> DataSource? {
    if Self.isPath(path) { return .file(path: path) }
    tell(.badName, node, name, found: SpecError.quoted(path), note: Self.pathRule)
    return nil
  }

  /// The rule of a data file's path.
  static let pathRule = "a path has 1 to 4095 bytes and no control characters"

  /// Whether a text may be a file's path.
  static func isPath(_ text: String) -> Bool {
    (1...4095).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }

  /// How many sequences the synthetic writer may be asked for.
  static let sequencesRange = 1...1_000_000

  private mutating func synthetic(_ node: JSONNode, _ path: String) -> DataSource? {
    let path = "\(path).synthetic"
    guard let members = object(node, path, ["sequences", "seed"]) else { return nil }
    let sequences = members["sequences"].map {
      integer($0.value, "\(path).sequences", Self.sequencesRange)
    }
    let seed = members["seed"].map { integer($0.value, "\(path).seed", Self.seedRange) }
    return .synthetic(sequences: (sequences ?? 2858) ?? 2858, seed: (seed ?? 0) ?? 0)
  }

  /// Published figures by what runs are called before their axes, and by metric.
  mutating func published(_ node: JSONNode) -> [String: [MetricName: Double]] {
    let versions = manifest.allLabels
    guard let members = object(node, "published", versions) else { return [:] }
    var results: [String: [MetricName: Double]] = [:]
    for (version, member) in members.sorted(by: { $0.value.place < $1.value.place }) {
      results[version] = result(member.value, "published.\(version)")
    }
    return results
  }

  private mutating func result(_ node: JSONNode, _ path: String) -> [MetricName: Double]? {
    let names = manifest.columns
    guard let members = object(node, path, names.map(\.rawValue)) else { return nil }
    var values: [MetricName: Double] = [:]
    for name in names {
      values[name] = required(name.rawValue, members, node, path).flatMap { member in
        number(member.value, "\(path).\(name.rawValue)", "a number not less than 0") { $0 >= 0 }
      }
    }
    return values.count == names.count ? values : nil
  }
}

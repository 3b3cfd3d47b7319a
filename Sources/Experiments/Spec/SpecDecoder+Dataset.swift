extension SpecDecoder {
  mutating func dataset(_ node: JSONNode) -> DatasetSpec? {
    guard let members = object(node, "dataset", ["sources", "split_seed", "kind", "channels"]) else { return nil }
    let sources = required("sources", members, node, "dataset").flatMap { member in
      list(member.value, "dataset.sources") { $0.source($1, $2) }
    }
    let seed = members["split_seed"].map { integer($0.value, "dataset.split_seed", Self.seedRange) }
    let kind = members["kind"].flatMap { word($0.value, "dataset.kind", DatasetSpec.kinds) }
    let channels = members["channels"].flatMap { self.channels($0.value) }
    guard let sources else { return nil }
    return DatasetSpec(
      sources: sources, splitSeed: (seed ?? 0) ?? 0, kind: kind, channels: channels)
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

  /// Published figures by the table's version.
  mutating func published(_ node: JSONNode) -> [String: PublishedResult] {
    let versions = manifest.allLabels
    guard let members = object(node, "published", versions) else { return [:] }
    var results: [String: PublishedResult] = [:]
    for (version, member) in members.sorted(by: { $0.value.place < $1.value.place }) {
      results[version] = result(member.value, "published.\(version)")
    }
    return results
  }

  private mutating func result(_ node: JSONNode, _ path: String) -> PublishedResult? {
    guard let members = object(node, path, ["train_mse", "test_mse"]) else { return nil }
    let values = ["train_mse", "test_mse"].map { key in
      required(key, members, node, path).flatMap { member in
        number(member.value, "\(path).\(key)", "a number not less than 0") { $0 >= 0 }
      }
    }
    guard let train = values[0], let test = values[1] else { return nil }
    return PublishedResult(trainMSE: train, testMSE: test)
  }
}

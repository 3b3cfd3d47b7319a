extension SweepSpec {
  /// The resolved spec as canonical JSON: every default and override in it. Reads back as an equal
  /// spec.
  ///
  /// Keys are sorted but for those of `axes`, whose order says in which order runs go and labels
  /// name settings; and for those of a program's parameters and metrics, whose order is the spec's.
  public var canonicalJSON: String {
    var json = CanonicalJSON()
    json.object { json in
      for (key, write) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
      {
        json.member(key, write)
      }
    }
    return json.text
  }

  /// SHA-256 of ``canonicalJSON``, in hexadecimal.
  public var sha256: String { Hexadecimal.sha256(Array(canonicalJSON.utf8)) }

  typealias Member = (key: String, write: (inout CanonicalJSON) -> Void)

  private var members: [Member] {
    var members: [Member] = [
      ("name", { $0.string(name) }), ("output", { $0.string(output.text) }),
      ("seeds", { $0.array(seeds) { $0.integer($1) } }),
    ]
    if let schema { members.append(("$schema", { $0.string(schema) })) }
    return members + searchMembers + (program.map(programMembers) ?? ownMembers)
  }

  private var ownMembers: [Member] {
    let choices: [Member] = choices.compactMap { choice in
      guard let key = manifest.parameter(choice.path)?.spelling?.key else { return nil }
      return (key, { $0.array(choice.values) { $1.write(to: &$0) } })
    }
    let groups: [Member] = manifest.groups.map { group in
      (group.key, { write(group: group.key, to: &$0) })
    }
    return choices + groups + [("published", writePublished)]
      + (order.isEmpty ? [] : [("axes", writeAxes)])
      + (dataset.map { [("dataset", $0.write)] } ?? [])
  }

  private func writeAxes(to json: inout CanonicalJSON) {
    json.object { json in
      for path in order { json.member(path) { writeDomain(of: path, to: &$0) } }
    }
  }

  private func write(group: String, to json: inout CanonicalJSON) {
    let axes = Set(order)
    json.object { json in
      let inside = manifest.settings.filter { $0.group == group }
      for parameter in inside.sorted(by: { $0.key < $1.key }) where !axes.contains(parameter.path) {
        guard let value = settings[parameter.path] else { continue }
        guard conditions[parameter.path] == nil else {
          json.member(parameter.key) { writeDomain(of: parameter.path, to: &$0) }
          continue
        }
        if value != parameter.neutral { json.member(parameter.key, value.write) }
      }
    }
  }

  private func writePublished(to json: inout CanonicalJSON) {
    json.object { json in
      for (label, result) in published.sorted(by: { $0.key < $1.key }) {
        json.member(label) { json in
          json.object { json in
            for (name, value) in result.sorted(by: { $0.key < $1.key }) {
              json.member(name.rawValue) { $0.number(value) }
            }
          }
        }
      }
    }
  }
}

extension DatasetSpec {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      if let channels { json.member("channels") { $0.array(channels) { $0.string($1) } } }
      if let kind { json.member("kind") { $0.string(kind) } }
      json.member("sources") { $0.array(sources) { $1.write(to: &$0) } }
      json.member("split_seed") { $0.integer(splitSeed) }
      if let validation { json.member("validation") { $0.number(validation) } }
    }
  }
}

extension DataSource {
  fileprivate func write(to json: inout CanonicalJSON) {
    switch self {
    case .file(let path): json.string(path)
    case .synthetic(let sequences, let seed):
      json.object { json in
        json.member("synthetic") { json in
          json.object { json in
            json.member("seed") { $0.integer(seed) }
            json.member("sequences") { $0.integer(sequences) }
          }
        }
      }
    }
  }
}

extension CanonicalJSON {
  /// A member: its key, and what writes its value.
  mutating func member(_ key: String, _ value: (inout CanonicalJSON) -> Void) {
    self.key(key)
    value(&self)
  }
}

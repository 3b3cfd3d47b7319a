extension SweepSpec {
  /// The resolved spec as canonical JSON: every default and override in it. Reads back as an equal
  /// spec.
  ///
  /// Keys are sorted but for those of `axes`, whose order says in which order runs go and labels
  /// name settings.
  public var canonicalJSON: String {
    var json = CanonicalJSON()
    json.object { json in
      if let schema { json.member("$schema") { $0.string(schema) } }
      if !axes.isEmpty { json.member("axes", writeAxes) }
      json.member("cells") { $0.array(cells) { $0.string($1.rawValue) } }
      json.member("dataset", dataset.write)
      json.member("model") { write(group: "model", to: &$0) }
      json.member("name") { $0.string(name) }
      json.member("output") { $0.string(output.text) }
      json.member("published", writePublished)
      json.member("seeds") { $0.array(seeds) { $0.integer($1) } }
      json.member("train") { write(group: "train", to: &$0) }
      json.member("variants") { $0.array(families) { $0.string($1.rawValue) } }
    }
    return json.text
  }

  /// SHA-256 of ``canonicalJSON``, in hexadecimal.
  public var sha256: String { Hexadecimal.sha256(Array(canonicalJSON.utf8)) }

  private func writeAxes(to json: inout CanonicalJSON) {
    json.object { json in
      for axis in axes {
        json.member(axis.setting.rawValue) { $0.array(axis.values) { $1.write(to: &$0) } }
      }
    }
  }

  private func write(group: String, to json: inout CanonicalJSON) {
    let axes = Set(axes.map(\.setting))
    json.object { json in
      for setting in Setting.all(in: group).sorted(by: { $0.key < $1.key }) {
        guard !axes.contains(setting), let value = settings[setting] else { continue }
        json.member(setting.key, value.write)
      }
    }
  }

  private func writePublished(to json: inout CanonicalJSON) {
    json.object { json in
      for (label, result) in published.sorted(by: { $0.key < $1.key }) {
        json.member(label) { json in
          json.object { json in
            json.member("test_mse") { $0.number(result.testMSE) }
            json.member("train_mse") { $0.number(result.trainMSE) }
          }
        }
      }
    }
  }
}

extension DatasetSpec {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("sources") { $0.array(sources) { $1.write(to: &$0) } }
      json.member("split_seed") { $0.integer(splitSeed) }
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

extension Configuration {
  /// The configuration as canonical JSON (RFC 8785): the same bytes on every machine.
  ///
  /// `cell` stands only where the family has one, `hidden` only where the family is recurrent.
  public var canonicalJSON: String { String(decoding: canonical(forLineage: false), as: UTF8.self) }

  /// The first 32 hexadecimal digits of the SHA-256 of ``canonicalJSON``: a run's id.
  public var id: String { Hexadecimal.identifier(canonical(forLineage: false)) }

  /// The same of the canonical JSON without `epochs` and `figure_epochs`.
  ///
  /// Only runs of one lineage can go on from each other; ``canExtend(_:)`` tells whether they do.
  public var lineage: String { Hexadecimal.identifier(canonical(forLineage: true)) }

  /// Whether this run, of more epochs, may go on from a shorter one's checkpoints, and has then
  /// stored the same numbers as if it had run from the start.
  ///
  /// All else must be equal. Figure epochs count up to the shorter one's end, but not the end
  /// itself, which is a figure epoch of the shorter one just because it ends there.
  public func canExtend(_ shorter: Configuration) -> Bool {
    let end = shorter.train.epochs
    return end < train.epochs
      && figures(before: end) == shorter.figures(before: end)
      && canonical(forLineage: true) == shorter.canonical(forLineage: true)
  }

  private func figures(before end: Int) -> [Int] { train.figureEpochs.filter { $0 < end } }

  func canonical(forLineage: Bool) -> [UInt8] { canonicalWithSeed(forLineage: forLineage).bytes }

  /// The canonical JSON, and where in it the seed's digits stand.
  func canonicalWithSeed(forLineage: Bool) -> (bytes: [UInt8], seed: Range<Int>) {
    var json = CanonicalJSON()
    var place = 0..<0
    json.object { json in
      json.member("dataset") { json in
        json.object { json in
          json.member("fingerprint") { $0.string(dataset.fingerprint) }
          json.member("split_seed") { $0.integer(dataset.splitSeed) }
        }
      }
      json.member("engine") { $0.integer(engine) }
      json.member("model", model.write)
      json.member("seed") { json in
        let start = json.bytes.count
        json.integer(seed)
        place = start..<json.bytes.count
      }
      json.member("train") { train.write(to: &$0, forLineage: forLineage) }
      json.member("variant", variant.write)
    }
    return (json.bytes, place)
  }
}

extension ModelSettings {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      if let hidden { json.member("hidden") { $0.integer(hidden) } }
      json.member("latent") { $0.integer(latent) }
    }
  }
}

extension TrainSettings {
  fileprivate func write(to json: inout CanonicalJSON, forLineage: Bool) {
    json.object { json in
      json.member("batch_size") { $0.integer(batchSize) }
      if !forLineage { json.member("epochs") { $0.integer(epochs) } }
      json.member("evaluate_every") { $0.integer(evaluateEvery) }
      if !forLineage { json.member("figure_epochs") { $0.array(figureEpochs) { $0.integer($1) } } }
      json.member("learning_rate") { $0.number(learningRate) }
      json.member("shuffle") { $0.bool(shuffle) }
    }
  }
}

extension Variant {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      if let cell { json.member("cell") { $0.string(cell.rawValue) } }
      json.member("family") { $0.string(family.rawValue) }
    }
  }
}

extension Run {
  /// Makes a run; its id is its configuration's.
  public init(label: String, configuration: Configuration, folder: String, checkpointEvery: Int) {
    self.init(
      id: configuration.id, label: label, configuration: configuration, folder: folder,
      checkpointEvery: checkpointEvery)
  }
}

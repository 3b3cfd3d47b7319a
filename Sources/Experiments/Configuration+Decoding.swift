extension Variant {
  enum CodingKeys: CodingKey { case family, cell }

  /// Reads a variant.
  ///
  /// - Throws: `DecodingError` where a family lacks its cell or `cnn` has one.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let family = try values.decode(Family.self, forKey: .family)
    let cell = try values.decodeIfPresent(Cell.self, forKey: .cell)
    guard family.hasCell == (cell != nil) else {
      throw DecodingError.dataCorruptedError(
        forKey: .cell, in: values,
        debugDescription: "family \(family) with cell \(String(describing: cell))")
    }
    self.init(family, cell)
  }
}

extension ModelSettings {
  enum CodingKeys: CodingKey { case latent, hidden }

  /// Reads sizes.
  ///
  /// - Throws: `DecodingError` where a size is outside what a spec may say.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      latent: try values.decode(Int.self, forKey: .latent),
      hidden: try values.decodeIfPresent(Int.self, forKey: .hidden))
    try decoder.refuse { () throws(RuleBroken) in
      try Setting.latent.check(latent)
      if let hidden { try Setting.hidden.check(hidden) }
    }
  }
}

extension TrainSettings {
  /// Reads settings.
  ///
  /// - Throws: `DecodingError` where a value is outside what a spec may say.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      epochs: try values.decode(Int.self, forKey: .epochs),
      batchSize: try values.decode(Int.self, forKey: .batchSize),
      learningRate: try values.decode(Double.self, forKey: .learningRate),
      shuffle: try values.decode(Bool.self, forKey: .shuffle),
      figureEpochs: try values.decode([Int].self, forKey: .figureEpochs),
      evaluateEvery: try values.decode(Int.self, forKey: .evaluateEvery))
    try decoder.refuse(check)
  }

  private func check() throws(RuleBroken) {
    try Setting.epochs.check(epochs)
    try Setting.batchSize.check(batchSize)
    try Setting.evaluateEvery.check(evaluateEvery)
    guard learningRate > 0, learningRate.isFinite else {
      throw RuleBroken(Setting.learningRate.rawValue, "\(learningRate)", "a number greater than 0")
    }
    guard figureEpochs.allSatisfy((0...epochs).contains), figureEpochs == figureEpochs.sorted()
    else {
      throw RuleBroken(
        Setting.figureEpochs.rawValue, "\(figureEpochs)", "an ascending list of epochs of the run")
    }
  }
}

extension RunKind {
  enum CodingKeys: CodingKey { case variant, model, fingerprint, epochs }

  /// Reads a kind.
  ///
  /// - Throws: `DecodingError` where no plan has runs of it.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      variant: try values.decode(Variant.self, forKey: .variant),
      model: try values.decode(ModelSettings.self, forKey: .model),
      fingerprint: try values.decode(String.self, forKey: .fingerprint),
      epochs: try values.decode(Int.self, forKey: .epochs))
    try decoder.refuse { () throws(RuleBroken) in try Setting.epochs.check(epochs) }
  }
}

extension Configuration {
  enum CodingKeys: CodingKey { case variant, seed, model, train, dataset, engine }

  /// Reads a configuration.
  ///
  /// - Throws: `DecodingError` where it is none that a plan could have.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      variant: try values.decode(Variant.self, forKey: .variant),
      seed: try values.decode(Int.self, forKey: .seed),
      model: try values.decode(ModelSettings.self, forKey: .model),
      train: try values.decode(TrainSettings.self, forKey: .train),
      dataset: try values.decode(DatasetIdentity.self, forKey: .dataset),
      engine: try values.decode(Int.self, forKey: .engine))
    try decoder.refuse(check)
  }

  /// Refuses what its parts cannot see: seeds, and a recurrent layer without a width.
  public func check() throws(RuleBroken) {
    try RuleBroken.check(seed, "seed", in: SpecDecoder.seedRange)
    try RuleBroken.check(dataset.splitSeed, "dataset.split_seed", in: SpecDecoder.seedRange)
    if variant.family.hasCell && model.hidden == nil {
      throw RuleBroken(Setting.hidden.rawValue, "nothing", "the width that \(variant.label) needs")
    }
  }
}

extension Setting {
  /// Refuses a whole number that a spec may not give this setting.
  func check(_ number: Int) throws(RuleBroken) {
    guard case .integer(let range) = kind else {
      preconditionFailure("Setting: \(rawValue) is \(kind), not a whole number")
    }
    try RuleBroken.check(number, rawValue, in: range)
  }
}

import Experiments

extension Configuration {
  /// A letters' configuration.
  public init(
    variant: Variant, seed: Int, model: ModelSettings, train: TrainSettings,
    dataset: DatasetIdentity, engine: Int
  ) {
    var entries: [ParameterValues.Entry] = [
      .init("dataset.fingerprint", .text(dataset.fingerprint)),
      .init("dataset.split_seed", .whole(dataset.splitSeed)), .init("engine", .whole(engine)),
      .init("model.latent", .whole(model.latent)),
      .init("train.batch_size", .whole(train.batchSize)),
      .init("train.epochs", .whole(train.epochs)),
      .init("train.evaluate_every", .whole(train.evaluateEvery)),
      .init("train.figure_epochs", .wholes(train.figureEpochs)),
      .init("train.learning_rate", .number(train.learningRate)),
      .init("train.shuffle", .flag(train.shuffle)),
      .init("variant.family", .text(variant.family.rawValue)),
    ]
    if let hidden = model.hidden { entries.append(.init("model.hidden", .whole(hidden))) }
    if let cell = variant.cell { entries.append(.init("variant.cell", .text(cell.rawValue))) }
    self.init(seed: seed, values: ParameterValues(entries))
  }
}

extension Configuration {
  /// What it says as typed values.
  ///
  /// - Precondition: It is one of the letters', and was checked.
  public var letters: LetterSettings {
    do throws(RuleBroken) {
      return try LetterSettings(self)
    } catch {
      preconditionFailure("Configuration: \(error)")
    }
  }

  /// Family and cell.
  public var variant: Variant { letters.variant }
  /// Sizes of the model.
  public var model: ModelSettings { letters.model }
  /// How it is trained.
  public var train: TrainSettings { letters.train }
  /// On what it is trained.
  public var dataset: DatasetIdentity { letters.dataset }
  /// The numeric contract of the training core.
  public var engine: Int { letters.engine }
  /// Runs of one lineage can go on from each other.
  public var lineage: String { Manifest.letters.lineage(of: self) }
  /// Whether this run may go on from a shorter one's checkpoints.
  public func canExtend(_ shorter: Configuration) -> Bool {
    Manifest.letters.canExtend(self, shorter)
  }
}

extension Checkpoint {
  /// Whether it stays once its run is finished: it is of a figure epoch.
  public func isLasting(in configuration: Configuration) -> Bool {
    Manifest.letters.keeps(self, of: configuration)
  }
}

/// Everything that changes a run's stored numbers, and nothing else.
///
/// A run's identity is the SHA-256 of ``canonicalJSON``; so names, folders, `checkpoint_every`,
/// published figures and retries are not here.
public struct Configuration: Codable, Hashable, Sendable {
  /// Family and cell.
  public let variant: Variant
  /// Seed of initial weights and of the training order.
  public let seed: Int
  /// Sizes of the model.
  public let model: ModelSettings
  /// How it is trained.
  public let train: TrainSettings
  /// On what it is trained.
  public let dataset: DatasetIdentity
  /// The numeric contract of the training core: two engines of one number give the same bits.
  public let engine: Int

  /// Makes a configuration.
  public init(
    variant: Variant, seed: Int, model: ModelSettings, train: TrainSettings,
    dataset: DatasetIdentity, engine: Int
  ) {
    self.variant = variant
    self.seed = seed
    self.model = model
    self.train = train
    self.dataset = dataset
    self.engine = engine
  }
}

/// Sizes of a model.
public struct ModelSettings: Codable, Hashable, Sendable {
  /// Width of the embedding.
  public let latent: Int
  /// Width of the recurrent state; `nil` where the family has no recurrent layer.
  public let hidden: Int?

  /// Makes the sizes.
  public init(latent: Int, hidden: Int?) {
    self.latent = latent
    self.hidden = hidden
  }
}

/// How a run is trained.
public struct TrainSettings: Codable, Hashable, Sendable {
  /// Passes over the train set.
  public let epochs: Int
  /// Sequences in a batch; an incomplete last batch is dropped.
  public let batchSize: Int
  /// Adam's step size.
  public let learningRate: Double
  /// Whether each epoch has an order of its own; else the split's order.
  public let shuffle: Bool
  /// The states whose reconstructions are kept, ascending, none beyond `epochs`, which is always one.
  public let figureEpochs: [Int]
  /// Evaluation happens every so many epochs, at figure epochs and at the end.
  public let evaluateEvery: Int

  /// Makes the settings.
  public init(
    epochs: Int, batchSize: Int, learningRate: Double, shuffle: Bool, figureEpochs: [Int],
    evaluateEvery: Int
  ) {
    self.epochs = epochs
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.shuffle = shuffle
    self.figureEpochs = figureEpochs
    self.evaluateEvery = evaluateEvery
  }

  enum CodingKeys: String, CodingKey {
    case epochs, shuffle
    case batchSize = "batch_size"
    case learningRate = "learning_rate"
    case figureEpochs = "figure_epochs"
    case evaluateEvery = "evaluate_every"
  }

  /// Whether state `epoch` (after that many passes; 0 is the initial one) is evaluated.
  public func evaluates(at epoch: Int) -> Bool {
    epoch % evaluateEvery == 0 || epoch == epochs || figureEpochs.contains(epoch)
  }
}

/// What identifies the data a run sees.
public struct DatasetIdentity: Codable, Hashable, Sendable {
  /// SHA-256 of the sequences' content, in hexadecimal.
  public let fingerprint: String
  /// Seed of the split into train and test; never the run's seed.
  public let splitSeed: Int

  /// Makes the identity.
  public init(fingerprint: String, splitSeed: Int) {
    self.fingerprint = fingerprint
    self.splitSeed = splitSeed
  }

  enum CodingKeys: String, CodingKey {
    case fingerprint
    case splitSeed = "split_seed"
  }
}

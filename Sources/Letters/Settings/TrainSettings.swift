import Experiments

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

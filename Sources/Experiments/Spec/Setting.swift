/// A setting of a model or of training: the one table that the decoder, `--set`, axes, labels and
/// the schema read.
public enum Setting: String, Codable, CaseIterable, Sendable {
  case latent = "model.latent"
  case hidden = "model.hidden"
  case epochs = "train.epochs"
  case batchSize = "train.batch_size"
  case learningRate = "train.learning_rate"
  case shuffle = "train.shuffle"
  case checkpointEvery = "train.checkpoint_every"
  case figureEpochs = "train.figure_epochs"
  case evaluateEvery = "train.evaluate_every"

  /// What a setting's value may be.
  public enum Kind: Hashable, Sendable {
    /// A whole number in a range.
    case integer(ClosedRange<Int>)
    /// A finite number greater than 0.
    case positive
    /// `true` or `false`.
    case flag
    /// A list of epochs.
    case epochs
  }

  /// What its value may be.
  public var kind: Kind {
    switch self {
    case .latent, .hidden: .integer(1...65_536)
    case .epochs: .integer(0...1_000_000)
    case .batchSize, .checkpointEvery, .evaluateEvery: .integer(1...1_000_000)
    case .learningRate: .positive
    case .shuffle: .flag
    case .figureEpochs: .epochs
    }
  }

  /// Where it stands: `model` or `train`.
  public var group: String { String(rawValue.prefix { $0 != "." }) }

  /// Its key there, which also stands in labels: `learning_rate`.
  public var key: String { String(rawValue.drop { $0 != "." }.dropFirst()) }

  /// The settings of `model` or of `train`.
  static func all(in group: String) -> [Setting] { allCases.filter { $0.group == group } }

  /// What it means, for the schema.
  var summary: String {
    switch self {
    case .latent: "Width of the embedding; by default 128 for cnn and 64 for the others."
    case .hidden: "Width of the recurrent state; cnn has none."
    case .epochs: "Passes over the train set. State e is after e passes; 0 is the initial one."
    case .batchSize: "Sequences in a batch; an incomplete last batch is dropped."
    case .learningRate: "Adam's step size."
    case .shuffle: "Whether each epoch has an order of its own; else the split's order."
    case .checkpointEvery: "A checkpoint every so many epochs, at figure epochs and on stopping."
    case .figureEpochs:
      "States whose reconstructions are drawn; those beyond the end are ignored, "
        + "the last epoch always is one."
    case .evaluateEvery: "Evaluate every so many epochs; always at figure epochs and at the end."
    }
  }
}

import Randomness

/// A trained tensor: value, gradient and Adam's two moments.
public final class Parameter {
  /// Its name in a checkpoint: `encoder.conv1.weight`.
  public let name: String
  /// Its axes.
  public let shape: [Int]
  /// The value.
  public let value: Buffer
  /// The loss's gradient, written anew by each backward pass.
  public let gradient: Buffer
  /// Adam's first moment.
  public let firstMoment: Buffer
  /// Adam's second moment.
  public let secondMoment: Buffer

  /// A parameter whose value is drawn by its initialiser.
  public init(name: String, shape: [Int], initializer: Initializer, seed: Int) {
    self.name = name
    self.shape = shape
    let count = shape.reduce(1, *)
    value = Buffer(count: count)
    gradient = Buffer(count: count)
    firstMoment = Buffer(count: count)
    secondMoment = Buffer(count: count)
    initializer.fill(
      value, shape: shape, stream: RandomStream(seed: seed, purpose: "initial \(name)"))
  }

  /// Number of elements.
  public var count: Int { value.count }

  /// Whether weight decay takes from it: only where it has two axes or more.
  ///
  /// Biases, peepholes and the scales and offsets of batch normalisation do not, as is usual. They
  /// are few, so they overfit little; and smaller ones make no simpler function, only a worse fit
  /// of the data's own means and sizes.
  public var decays: Bool { shape.count >= 2 }
}

/// A tensor that is kept but not trained: running mean or variance.
public final class Statistic {
  /// Its name in a checkpoint: `encoder.bn2.running_mean`.
  public let name: String
  /// The value.
  public let value: Buffer

  init(name: String, count: Int, fill: Float) {
    self.name = name
    value = Buffer(count: count)
    value.floats.update(repeating: fill)
  }
}

/// What a model's layers have made, in the order they made it.
public final class ParameterSet {
  /// Seed of the initial values.
  public let seed: Int
  /// The trained tensors.
  public private(set) var parameters: [Parameter] = []
  /// The kept ones.
  public private(set) var statistics: [Statistic] = []

  /// An empty set.
  public init(seed: Int) {
    self.seed = seed
  }

  func parameter(_ name: String, _ shape: [Int], _ initializer: Initializer) -> Parameter {
    let made = Parameter(name: name, shape: shape, initializer: initializer, seed: seed)
    parameters.append(made)
    return made
  }

  func statistic(_ name: String, count: Int, fill: Float) -> Statistic {
    let made = Statistic(name: name, count: count, fill: fill)
    statistics.append(made)
    return made
  }
}

import Neural

/// A model that gives a batch of trajectories back through a narrow embedding.
public protocol Autoencoder: AnyObject {
  /// Everything that is trained or kept.
  var parameters: ParameterSet { get }

  /// Steps a batch is padded to: a fixed number, or `nil` for its longest sequence.
  static var fixedSteps: Int? { get }

  /// The fewest steps of a batch's longest sequence that the layers can work on.
  var leastSteps: Int { get }

  /// The batch as the model gives it back, `[N, T, W, 1]`; `W` are the channels of the data.
  func reconstruct(_ batch: Batch, _ tape: Tape) -> Variable

  /// The floating-point operations that a training step on this batch cannot do without:
  /// multiply-adds of its products, two operations each, live steps only, forward and backward.
  func usefulOperations(_ batch: Batch) -> Double
}

/// Steps of input for one step of the embedding: three strides of two.
public let stepsPerEmbeddingStep = 8

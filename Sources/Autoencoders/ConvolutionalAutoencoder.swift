import Neural

/// cnn: convolutions and dense layers over trajectories padded to 176 steps.
public final class ConvolutionalAutoencoder: Autoencoder {
  /// Padded to this; `nil`: to the longest sequence.
  public static let fixedSteps: Int? = 176
  /// One step of the embedding.
  public let leastSteps = stepsPerEmbeddingStep
  /// Everything that is trained or kept.
  public let parameters: ParameterSet
  private let convolutions: ConvolutionalEncoder
  private let encoderDense: Dense
  private let encoderNorm: BatchNorm
  private let latent: Dense
  private let decoderDense1: Dense
  private let decoderDense2: Dense
  private let decoderNorm: BatchNorm
  private let deconvolutions: ConvolutionalDecoder
  private static let embeddingSteps = 176 / stepsPerEmbeddingStep

  /// A model with initial values drawn from the set's seed, of data of so many channels.
  public init(_ set: ParameterSet, latent size: Int, channels: Int = 2) {
    parameters = set
    let flat = Self.embeddingSteps * 64
    convolutions = ConvolutionalEncoder(set, kernelHeight: 9, width: channels)
    encoderDense = Dense(set, "encoder.dense1", from: flat, to: 256)
    encoderNorm = BatchNorm(set, "encoder.bn4", channels: 256, activation: .leakyReLU)
    latent = Dense(set, "encoder.latent", from: 256, to: size)
    decoderDense1 = Dense(set, "decoder.dense1", from: size, to: 256, activation: .leakyReLU)
    decoderDense2 = Dense(set, "decoder.dense2", from: 256, to: flat)
    decoderNorm = BatchNorm(set, "decoder.bn0", channels: flat, activation: .leakyReLU)
    deconvolutions = ConvolutionalDecoder(
      set, from: 64, kernelHeight: 9, width: channels, normalizesLast: false)
  }

  /// The batch as the model gives it back, `[N, T, W, 1]`.
  public func reconstruct(_ batch: Batch, _ tape: Tape) -> Variable {
    let features = convolutions(batch.trajectories, tape)
    let z = latent(encoderNorm(encoderDense(features, tape), tape), tape)
    let flat = decoderNorm(decoderDense2(decoderDense1(z, tape), tape), tape)
    let shape = Shape(batch.sequences, Self.embeddingSteps, 1, 64)
    return deconvolutions(flat.reshaped(shape), tape)
  }

  /// Operations that a training step on this batch cannot do without.
  public func usefulOperations(_ batch: Batch) -> Double {
    UsefulArithmetic(batch).convolutional(latent: latent.weight.shape[1])
  }
}

import Neural

/// The crnn and resrnn families: convolutions around a recurrent layer, an eighth as many steps.
///
/// crnn: kernels of height 9; resrnn: of height 5, and three residual blocks before the recurrence.
public final class ConvolutionalRecurrentAutoencoder: Autoencoder {
  /// Padded to this; `nil`: to the longest sequence.
  public static let fixedSteps: Int? = nil
  /// One step of the embedding; residual blocks reflect 4, so need 5.
  public var leastSteps: Int { (residuals.isEmpty ? 1 : 5) * stepsPerEmbeddingStep }
  /// Everything that is trained or kept.
  public let parameters: ParameterSet
  private let kernelHeight: Int
  private let convolutions: ConvolutionalEncoder
  private let residuals: [ResidualBlock]
  private let encoder: Recurrence
  private let latent: Dense
  private let decoder: Recurrence
  private let unpacking = Unpacking()
  private let deconvolutions: ConvolutionalDecoder

  /// A model with initial values drawn from the set's seed, of data of so many channels.
  public init(
    _ set: ParameterSet, cell: CellKind, latent size: Int, hidden: Int, kernelHeight: Int,
    residualBlocks: Int, channels: Int = 2
  ) {
    parameters = set
    self.kernelHeight = kernelHeight
    convolutions = ConvolutionalEncoder(set, kernelHeight: kernelHeight, width: channels)
    residuals = (0..<residualBlocks).map {
      ResidualBlock(set, "encoder.residual\($0 + 1)", channels: 64)
    }
    encoder = Recurrence(set, "encoder.recurrent", cell: cell, from: 64, hidden: hidden)
    latent = Dense(set, "encoder.latent", from: hidden, to: size)
    decoder = Recurrence(set, "decoder.recurrent", cell: cell, from: size, hidden: hidden)
    deconvolutions = ConvolutionalDecoder(
      set, from: hidden, kernelHeight: kernelHeight, width: channels, normalizesLast: true)
  }

  /// The batch as the model gives it back, `[N, T, W, 1]`.
  public func reconstruct(_ batch: Batch, _ tape: Tape) -> Variable {
    var features = convolutions(batch.trajectories, tape)
    for block in residuals { features = block(features, tape) }
    let lengths = batch.embeddingLengths
    let encoded = encoder(features, lengths: lengths, tape)
    let z = latent(encoder.embedsMemory ? encoded.memory : encoded.hidden, tape)
    let decoded = decoder(repeating: z, lengths: lengths, tape)
    let unpacked = unpacking(decoded.outputs, steps: features.shape.h, tape)
    return deconvolutions(unpacked, live: lengths, tape)
  }

  /// Operations that a training step on this batch cannot do without.
  public func usefulOperations(_ batch: Batch) -> Double {
    UsefulArithmetic(batch).convolutionalRecurrent(
      gates: encoder.gates, hidden: encoder.hidden, kernelHeight: kernelHeight,
      residualBlocks: residuals.count)
  }
}

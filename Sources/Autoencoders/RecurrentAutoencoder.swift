import Neural

/// The rnn family: a recurrent encoder and decoder over single time steps.
///
/// Encoder: dense W -> hidden on each step, recurrent layer, its last state (LSTM: the cell state),
/// dense to the embedding. Decoder: the embedding at each step, recurrent layer, dense to the
/// data's channels, x and y.
public final class RecurrentAutoencoder: Autoencoder {
  /// Padded to this; `nil`: to the longest sequence.
  public static let fixedSteps: Int? = nil
  /// One step of the embedding.
  public let leastSteps = stepsPerEmbeddingStep
  /// Everything that is trained or kept.
  public let parameters: ParameterSet
  private let encoder: Recurrence
  private let latent: Dense
  private let decoder: Recurrence
  private let output: SequenceOutput

  /// A model with initial values drawn from the set's seed, of data of so many channels.
  public init(
    _ set: ParameterSet, cell: CellKind, latent size: Int, hidden: Int, channels: Int = 2
  ) {
    parameters = set
    encoder = Recurrence(
      set, "encoder.recurrent", cell: cell, from: channels, embedding: "encoder.embedding",
      width: hidden, hidden: hidden)
    latent = Dense(set, "encoder.latent", from: hidden, to: size)
    decoder = Recurrence(set, "decoder.recurrent", cell: cell, from: size, hidden: hidden)
    output = SequenceOutput(set, "decoder.output", from: hidden, to: channels)
  }

  /// The batch as the model gives it back, `[N, T, W, 1]`.
  public func reconstruct(_ batch: Batch, _ tape: Tape) -> Variable {
    let encoded = encoder(batch.trajectories, lengths: batch.lengths, tape)
    let z = latent(encoder.embedsMemory ? encoded.memory : encoded.hidden, tape)
    let decoded = decoder(repeating: z, lengths: batch.lengths, tape)
    return output(decoded.outputs, steps: batch.steps, tape)
  }

  /// Operations that a training step on this batch cannot do without.
  public func usefulOperations(_ batch: Batch) -> Double {
    UsefulArithmetic(batch).recurrent(gates: encoder.gates, hidden: encoder.hidden)
  }
}

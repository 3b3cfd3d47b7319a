/// The floating-point operations that a training step cannot do without.
///
/// Multiply-adds of the products alone, two operations each, three times the forward pass's: only
/// live steps of recurrent layers; a repeated input multiplied once and an embedding folded away, so
/// that neither counts; convolutions over the batch's longest sequence. Activations, normalisation
/// and the optimiser are left out. What a step takes beyond this is what it wastes.
struct UsefulArithmetic {
  private let sequences: Double
  private let live: Double
  private let steps: Double
  private let channels: Double

  init(_ batch: Batch) {
    sequences = Double(batch.sequences)
    live = Double(batch.lengths.total)
    steps = Double(batch.steps)
    channels = Double(batch.channels)
  }

  func convolutional(latent: Int) -> Double {
    let dense = 2 * 2 * sequences * (1408 * 256 + 256 * Double(latent))
    return 3
      * (convolutions(height: 9) + dense + transposed(9, from: 64, rows: sequences * steps / 8))
  }

  func recurrent(gates: Int, hidden: Int) -> Double {
    3 * 2 * recurrence(rows: live, inputs: 0, gates, hidden)
  }

  func convolutionalRecurrent(
    gates: Int, hidden: Int, kernelHeight: Int, residualBlocks: Int
  ) -> Double {
    let (rows, k) = (live / Double(stepsPerEmbeddingStep), Double(kernelHeight))
    let residuals = Double(residualBlocks) * 2 * 2 * sequences * steps / 8 * 9 * 64 * 64
    let recurrences =
      recurrence(rows: rows, inputs: 64, gates, hidden)
      + recurrence(rows: rows, inputs: 0, gates, hidden)
    return 3
      * (convolutions(height: k) + residuals + recurrences
        + transposed(k, from: Double(hidden), rows: rows))
  }

  private func recurrence(rows: Double, inputs: Double, _ gates: Int, _ hidden: Int) -> Double {
    2 * rows * (inputs + Double(hidden)) * Double(hidden * gates)
  }

  /// Three convolutions of stride two: 1 to 16 to 32 to 64 channels, over x and y.
  private func convolutions(height k: Double) -> Double {
    let rows = channels * sequences * steps
    return rows / 2 * 2 * k * 16 + rows / 4 * 2 * k * 16 * 32 + rows / 8 * 2 * k * 32 * 64
  }

  /// Three transposed convolutions back, and the last convolution to one channel.
  private func transposed(_ k: Double, from inputs: Double, rows: Double) -> Double {
    let all = channels * sequences * steps
    return 2 * rows * inputs * channels * k * 64 + all / 4 * 2 * k * 64 * 32
      + all / 2 * 2 * k * 32 * 16 + all * 2 * 9 * 16
  }
}

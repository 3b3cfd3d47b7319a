import Neural

/// Trajectories of unequal length, longest first, padded with zeros: `[N, T, W]`, where `W` are the
/// channels of the data: x and y of a pen.
///
/// Its memory is allocated once for the largest batch and filled again and again.
public final class Batch {
  /// Each sequence's steps.
  public let lengths: Lengths
  /// Each sequence's embedding steps: an eighth.
  public let embeddingLengths: Lengths
  /// Steps of the padded batch.
  public private(set) var steps = 0
  /// Channels of the data.
  public let channels: Int
  private let values: Buffer

  /// Room for `sequences` of at most `steps`, a multiple of 8.
  public init(sequences: Int, steps: Int, channels: Int = 2) {
    self.channels = channels
    lengths = Lengths(sequences: sequences, steps: steps)
    embeddingLengths = Lengths(sequences: sequences, steps: steps / stepsPerEmbeddingStep)
    values = Buffer(count: sequences * steps * channels)
  }

  /// Takes other sequences.
  ///
  /// - Parameters:
  ///   - sequences: How many.
  ///   - steps: What to pad to; `nil` for the longest.
  ///   - source: x0, y0, x1, y1, ... of a sequence; at least 8 steps, a multiple of 8; longest
  ///     first. What lies beyond `steps` is cut.
  public func fill(sequences: Int, steps: Int?, values source: (Int) -> [Float]) {
    let limit = steps ?? Int.max
    lengths.set(sequences, divisor: 1) { min(source($0).count / channels, limit) }
    embeddingLengths.set(sequences, divisor: stepsPerEmbeddingStep) { lengths.values[$0] }
    self.steps = steps ?? lengths.longest
    let row = self.steps * channels
    for n in 0..<sequences {
      let used = lengths.values[n] * channels
      let floats = values.floats[n * row..<(n + 1) * row]
      let target = UnsafeMutableBufferPointer(rebasing: floats)
      source(n).withUnsafeBufferPointer { from in
        for index in 0..<used { target[index] = from[index] }
      }
      for index in used..<row { target[index] = 0 }
    }
  }

  /// The number of sequences.
  public var sequences: Int { lengths.sequences }

  /// The values as `[N, T, W, 1]`: no gradient.
  public var trajectories: Variable {
    values.variable(Shape(sequences, steps, channels, 1))
  }
}

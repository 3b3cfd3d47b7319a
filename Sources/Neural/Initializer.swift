import Randomness

/// How a parameter's first value is drawn. Every element is a function of (seed, name, index).
public enum Initializer: Hashable, Sendable {
  /// Normal, drawn again beyond two standard deviations, not rescaled.
  case truncatedNormal(deviation: Double)
  /// Normal.
  case normal(deviation: Double)
  /// Uniform between -limit and limit.
  case uniform(limit: Double)
  /// Uniform with limit sqrt(6 / (rows + columns)).
  ///
  /// Source: Glorot & Bengio 2010, "Understanding the difficulty of training deep feedforward
  /// neural networks".
  case glorotUniform
  /// One value everywhere.
  case constant(Double)

  func fill(_ buffer: Buffer, shape: [Int], stream: RandomStream) {
    for index in 0..<buffer.count {
      buffer.floats[index] = Float(draw(index, shape: shape, stream: stream))
    }
  }

  private func draw(_ index: Int, shape: [Int], stream: RandomStream) -> Double {
    switch self {
    case .truncatedNormal(let deviation): deviation * stream.truncatedNormal(index)
    case .normal(let deviation): deviation * stream.normal(index)
    case .uniform(let limit): limit * (2 * stream.uniform(index) - 1)
    case .glorotUniform:
      (6 / Double(shape[0] + shape[1])).squareRoot() * (2 * stream.uniform(index) - 1)
    case .constant(let value): value
    }
  }
}

/// Adam in the form with the bias correction in the step size and epsilon outside the root.
///
/// theta -= lr_t * m / (sqrt(v) + epsilon), lr_t = lr * sqrt(1 - beta2^t) / (1 - beta1^t).
///
/// Source: Kingma & Ba 2015, "Adam: A method for stochastic optimization", end of section 2.
public struct Adam: Sendable {
  /// Step size.
  public let learningRate: Double
  /// Decay of the first moment.
  public let beta1: Double
  /// Decay of the second moment.
  public let beta2: Double
  /// Keeps the quotient finite.
  public let epsilon: Double

  /// The published settings but for the step size.
  public init(
    learningRate: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
  }

  /// Moves every parameter along its gradient.
  ///
  /// - Parameter step: 1 for the first update ever.
  public func update(_ parameters: [Parameter], step: Int, kernels: Kernels) {
    let rate =
      learningRate * (1 - power(beta2, step)).squareRoot() / (1 - power(beta1, step))
    for parameter in parameters {
      kernels.table.adam(
        parameter.value.pointer, parameter.gradient.pointer, parameter.firstMoment.pointer,
        parameter.secondMoment.pointer, parameter.count, Float(rate), Float(beta1), Float(beta2),
        Float(epsilon))
    }
  }

  // By squaring: libm's pow gives other bits on other processors.
  private func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    var square = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}

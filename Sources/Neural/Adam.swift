/// Adam in the form with the bias correction in the step size and epsilon outside the root.
///
/// theta -= lr_t * m / (sqrt(v) + epsilon), lr_t = lr * sqrt(1 - beta2^t) / (1 - beta1^t).
///
/// With weight decay also theta -= lr * decay * theta, of the theta before the step: decoupled, so
/// it enters neither moment and has no bias correction. As usual it is in units of the step size,
/// which a schedule moves; the source's lambda is lr * decay. Only weights decay: tensors with two
/// axes or more (``Parameter/decays``).
///
/// Source: Kingma & Ba 2015, "Adam: A method for stochastic optimization", end of section 2;
/// Loshchilov & Hutter 2019, "Decoupled weight decay regularization", algorithm 2.
public struct Adam: Sendable {
  /// Step size.
  public let learningRate: Double
  /// Decay of the first moment.
  public let beta1: Double
  /// Decay of the second moment.
  public let beta2: Double
  /// Keeps the quotient finite.
  public let epsilon: Double
  /// Share of a weight, times the step size, that each step takes away; 0 for none.
  public let weightDecay: Double

  /// The published settings but for the step size.
  ///
  /// - Precondition: `weightDecay` is finite and not negative.
  public init(
    learningRate: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    weightDecay: Double = 0
  ) {
    precondition(
      weightDecay >= 0 && weightDecay.isFinite, "Adam: weight decay \(weightDecay), at least 0")
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }

  /// Moves every parameter along its gradient.
  ///
  /// - Parameters:
  ///   - step: 1 for the first update ever.
  ///   - rateFactor: What a schedule makes of the step size; 1 changes no bit.
  public func update(
    _ parameters: [Parameter], step: Int, rateFactor: Double = 1, kernels: Kernels
  ) {
    let scheduled = learningRate * rateFactor
    let rate = Float(
      scheduled * (1 - power(beta2, step)).squareRoot() / (1 - power(beta1, step)))
    let decay = Float(scheduled * weightDecay)
    for parameter in parameters {
      move(parameter, rate: rate, decay: parameter.decays ? decay : 0, kernels)
    }
  }

  private func move(_ parameter: Parameter, rate: Float, decay: Float, _ kernels: Kernels) {
    if decay == 0 {
      kernels.table.adam(
        parameter.value.pointer, parameter.gradient.pointer, parameter.firstMoment.pointer,
        parameter.secondMoment.pointer, parameter.count, rate, Float(beta1), Float(beta2),
        Float(epsilon))
    } else {
      kernels.table.adam_decayed(
        parameter.value.pointer, parameter.gradient.pointer, parameter.firstMoment.pointer,
        parameter.secondMoment.pointer, parameter.count, rate, Float(beta1), Float(beta2),
        Float(epsilon), decay)
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

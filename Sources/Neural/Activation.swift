/// What follows a layer, fused into the pass that writes its output.
public enum Activation: Hashable, Sendable {
  /// Nothing.
  case none
  /// max(x, 0); slope 0 at 0.
  case relu
  /// max(x, 0.2 x); slope 1 at 0.
  case leakyReLU

  /// The factor of negative inputs.
  var slope: Float {
    switch self {
    case .none: 1
    case .relu: 0
    case .leakyReLU: 0.2
    }
  }
}

/// An activation by itself.
public final class ActivationLayer: Operation {
  private let activation: Activation
  private var input: Variable?
  private var output: Variable?

  /// A layer of one activation.
  public init(_ activation: Activation) {
    self.activation = activation
  }

  /// Applies the activation to every element.
  public func callAsFunction(_ x: Variable, _ tape: Tape) -> Variable {
    let y = tape.variable(x.shape)
    for index in 0..<x.shape.count {
      let value = x.value.pointer[index]
      y.value.pointer[index] = value > 0 ? value : value * activation.slope
    }
    (input, output) = (x, y)
    tape.record(self)
    return y
  }

  /// Passes the gradient back where the output is positive, scaled where it is not.
  public func backward(_ tape: Tape) {
    guard let input, let output, let from = output.gradient, let to = input.gradient else { return }
    to.pointer.update(from: from.pointer, count: output.shape.count)
    tape.kernels.table.activation_gradient(
      output.value.pointer, output.shape.count, activation.slope, to.pointer)
  }
}

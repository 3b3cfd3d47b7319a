/// Shortens a gradient that is longer than a limit, and keeps its direction.
///
/// The length is that of all tensors' gradients together: the root of the sum of squares, in double
/// precision and in an order that the shapes alone fix, so it has the same bits everywhere.
///
/// Source: Pascanu, Mikolov & Bengio 2013, "On the difficulty of training recurrent neural
/// networks", algorithm 1.
public struct GradientClip: Hashable, Sendable {
  /// The longest gradient that is left as it is.
  public let norm: Double

  /// A limit.
  ///
  /// - Precondition: `norm` is finite and above zero.
  public init(norm: Double) {
    precondition(norm > 0 && norm.isFinite, "GradientClip: norm \(norm), must be above 0")
    self.norm = norm
  }

  /// Scales all gradients by `norm / length` if their length is more than `norm`; else changes no
  /// bit. A length that is not finite changes nothing either: a diverged run must look diverged.
  ///
  /// - Returns: The length before.
  @discardableResult
  public func apply(to parameters: [Parameter], kernels: Kernels) -> Double {
    let length = Self.length(of: parameters, kernels: kernels)
    guard length > norm && length.isFinite else { return length }
    for parameter in parameters {
      kernels.table.scale(parameter.gradient.pointer, parameter.count, norm / length)
    }
    return length
  }

  /// The root of the sum of squares of all gradients.
  public static func length(of parameters: [Parameter], kernels: Kernels) -> Double {
    var sum = 0.0
    for parameter in parameters {
      sum += kernels.table.sum_of_squares(parameter.gradient.pointer, parameter.count)
    }
    return sum.squareRoot()
  }
}

/// The axes of a tensor: `N` sequences, `H` height (time), `W` width (the data's channels, as x and
/// y), `C` channels of a layer.
///
/// A matrix `[N, C]` has height and width 1.
public struct Shape: Hashable, Sendable, CustomStringConvertible {
  /// Sequences.
  public let n: Int
  /// Height: time steps.
  public let h: Int
  /// Width: the data's channels, as x and y.
  public let w: Int
  /// Channels.
  public let c: Int

  /// A shape `[n, h, w, c]`.
  public init(_ n: Int, _ h: Int, _ w: Int, _ c: Int) {
    self.n = n
    self.h = h
    self.w = w
    self.c = c
  }

  /// A matrix `[n, c]`.
  public init(_ n: Int, _ c: Int) { self.init(n, 1, 1, c) }

  /// Number of elements.
  public var count: Int { n * h * w * c }

  /// The axes in brackets.
  public var description: String { "[\(n), \(h), \(w), \(c)]" }
}

/// Numbers in a workspace, row-major, valid until it is reset.
public struct Tensor {
  /// The axes.
  public let shape: Shape
  let pointer: UnsafeMutablePointer<Float>

  /// The floats, to read or to write.
  public var floats: UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(start: pointer, count: shape.count)
  }

  /// The same numbers with other axes.
  ///
  /// - Precondition: As many elements.
  func reshaped(_ shape: Shape) -> Tensor {
    precondition(shape.count == self.shape.count, "Tensor: \(self.shape) as \(shape)")
    return Tensor(shape: shape, pointer: pointer)
  }
}

/// A value and, where it is wanted, the loss's gradient with respect to it.
///
/// Each variable is read by one operation, whose backward pass writes the gradient; where two read
/// it (a residual block), the later one writes and the earlier one adds.
public struct Variable {
  /// The numbers.
  public let value: Tensor
  /// The gradient; `nil` for data and outside training.
  public let gradient: Tensor?

  /// The axes.
  public var shape: Shape { value.shape }

  /// The same numbers with other axes.
  public func reshaped(_ shape: Shape) -> Variable {
    Variable(value: value.reshaped(shape), gradient: gradient?.reshaped(shape))
  }
}

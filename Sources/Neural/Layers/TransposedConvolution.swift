import CKernels

/// A transposed convolution over `[N, T, W, C]`: height and width grow by the stride.
///
/// Weight `[kernel height, kernel width, C out, C in]`, bias `[C out]`; SAME padding of the
/// convolution whose transpose it is.
public final class TransposedConvolution: Operation {
  /// The weight.
  public let weight: Parameter
  /// The bias.
  public let bias: Parameter
  private let kernel: ConvolutionKernel
  private let isNormalized: Bool
  private var shape = geometry()
  private var input: Variable?
  private var output: Variable?

  /// A layer with normal weights of standard deviation 0.02 and no bias at first.
  ///
  /// - Parameter isNormalized: Batch normalisation follows: the bias's gradient is left exactly 0.
  public init(
    _ set: ParameterSet, _ path: String, _ kernel: ConvolutionKernel, from inputs: Int,
    to outputs: Int, isNormalized: Bool = false
  ) {
    weight = set.parameter(
      "\(path).weight", kernel.weightShape(big: outputs, small: inputs),
      .normal(deviation: 0.02))
    bias = set.parameter("\(path).bias", [outputs], .constant(0))
    self.kernel = kernel
    self.isNormalized = isNormalized
  }

  /// Applies the layer: `[N, T * stride, W * stride, C out]`.
  ///
  /// - Parameter live: Where given, x is zero past each sequence's length, nothing is computed there
  ///   and no gradient written.
  public func callAsFunction(_ x: Variable, live: Lengths? = nil, _ tape: Tape) -> Variable {
    let (outputs, inputs) = (weight.shape[2], weight.shape[3])
    precondition(
      x.shape.c == inputs, "TransposedConvolution: input \(x.shape), weight \(weight.shape)")
    let big = Shape(
      x.shape.n, x.shape.h * kernel.strideHeight, x.shape.w * kernel.strideWidth, outputs)
    shape = kernel.geometry(big: big, smallChannels: inputs, padding: .same)
    shape.live = live.map { tape.workspace.integers($0.values) }
    let y = tape.variable(big)
    let packed = tape.workspace.allocate(kernel.packedCount(rows: inputs, columns: outputs))
    tape.kernels.table.pack_transposed(&shape, weight.value.pointer, packed)
    tape.kernels.table.convolve_transposed(
      &shape, x.value.pointer, packed, bias.value.pointer, 0, y.value.pointer)
    (input, output) = (x, y)
    tape.record(self)
    return y
  }

  /// dx is the convolution of dy; dW sums big^T small over all positions.
  public func backward(_ tape: Tape) {
    guard let input, let output, let dy = output.gradient else { return }
    let table = tape.kernels.table
    table.convolve_weight_gradient(
      &shape, dy.pointer, input.value.pointer, weight.gradient.pointer)
    biasGradient(dy, bias, isNormalized: isNormalized, table)
    guard let dx = input.gradient else { return }
    let (outputs, inputs) = (weight.shape[2], weight.shape[3])
    let rows = kernel.height * kernel.width * outputs
    let packed = tape.workspace.allocate(rows * wholePanels(inputs))
    table.pack(weight.value.pointer, rows, inputs, inputs, 1, 1, 0, packed)
    table.convolve(&shape, dy.pointer, packed, nil, 1, dx.pointer)
  }
}

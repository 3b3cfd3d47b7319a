import CKernels

/// A convolution over `[N, T, W, C]`, then an activation.
///
/// Weight `[kernel height, kernel width, C in, C out]`, bias `[C out]`.
public final class Convolution: Operation {
  /// The weight.
  public let weight: Parameter
  /// The bias.
  public let bias: Parameter
  private let kernel: ConvolutionKernel
  private let padding: Padding
  private let activation: Activation
  private let isNormalized: Bool
  private let addsInputGradient: Bool
  private var shape = geometry()
  private var input: Variable?
  private var output: Variable?

  /// A layer with truncated normal weights of standard deviation 0.02 and no bias at first.
  ///
  /// - Parameters:
  ///   - isNormalized: Batch normalisation follows: the bias's gradient is left exactly 0, as it
  ///     is mathematically.
  ///   - addsInputGradient: Another operation, later in the forward pass, has written the input's
  ///     gradient already.
  public init(
    _ set: ParameterSet, _ path: String, _ kernel: ConvolutionKernel, from inputs: Int,
    to outputs: Int, padding: Padding = .same, activation: Activation = .none,
    isNormalized: Bool = false, addsInputGradient: Bool = false
  ) {
    weight = set.parameter(
      "\(path).weight", kernel.weightShape(big: inputs, small: outputs),
      .truncatedNormal(deviation: 0.02))
    bias = set.parameter("\(path).bias", [outputs], .constant(0))
    self.kernel = kernel
    self.padding = padding
    self.activation = activation
    self.isNormalized = isNormalized
    self.addsInputGradient = addsInputGradient
  }

  /// Applies the layer: `[N, ceil(T / stride), ceil(W / stride), C out]`.
  public func callAsFunction(_ x: Variable, _ tape: Tape) -> Variable {
    let (inputs, outputs) = (weight.shape[2], weight.shape[3])
    precondition(x.shape.c == inputs, "Convolution: input \(x.shape), weight \(weight.shape)")
    shape = kernel.geometry(big: x.shape, smallChannels: outputs, padding: padding)
    let y = tape.variable(Shape(x.shape.n, shape.small_height, shape.small_width, outputs))
    let rows = kernel.height * kernel.width * inputs
    let packed = tape.workspace.allocate(rows * wholePanels(outputs))
    tape.kernels.table.pack(weight.value.pointer, rows, outputs, outputs, 1, 1, 0, packed)
    tape.kernels.table.convolve(
      &shape, x.value.pointer, packed, bias.value.pointer, activation.slope, y.value.pointer)
    (input, output) = (x, y)
    tape.record(self)
    return y
  }

  /// dx is the transposed convolution of dy; dW sums big^T small over all positions.
  public func backward(_ tape: Tape) {
    guard let input, let output, let dy = output.gradient else { return }
    let table = tape.kernels.table
    if activation != .none {
      table.activation_gradient(
        output.value.pointer, output.shape.count, activation.slope, dy.pointer)
    }
    table.convolve_weight_gradient(
      &shape, input.value.pointer, dy.pointer, weight.gradient.pointer)
    biasGradient(dy, bias, isNormalized: isNormalized, table)
    guard let dx = input.gradient else { return }
    let packed = tape.workspace.allocate(
      kernel.packedCount(rows: weight.shape[3], columns: weight.shape[2]))
    table.pack_transposed(&shape, weight.value.pointer, packed)
    table.convolve_transposed(
      &shape, dy.pointer, packed, nil, addsInputGradient ? 1 : 0, dx.pointer)
  }
}

/// Sums an output gradient over all but the channels.
func biasGradient(_ dy: Tensor, _ bias: Parameter, isNormalized: Bool, _ table: kernel_table) {
  bias.gradient.floats.update(repeating: 0)
  if isNormalized { return }
  let channels = dy.shape.c
  table.add_column_sums(
    dy.pointer, dy.shape.count / channels, channels, channels, bias.gradient.pointer)
}

import CKernels

/// y = activation(x W + b).
///
/// Axes: `N` rows, `D` input features, `H` output features. x is any shape whose height, width and
/// channels together are `D`; W `[D, H]`, b `[H]`, y `[N, H]`.
public final class Dense: Operation {
  /// W, `[D, H]`.
  public let weight: Parameter
  /// b, `[H]`.
  public let bias: Parameter
  private let activation: Activation
  private var input: Variable?
  private var output: Variable?

  /// A layer with normal weights of standard deviation 0.02 and no bias at first.
  public init(
    _ set: ParameterSet, _ path: String, from inputs: Int, to outputs: Int,
    activation: Activation = .none
  ) {
    weight = set.parameter("\(path).weight", [inputs, outputs], .normal(deviation: 0.02))
    bias = set.parameter("\(path).bias", [outputs], .constant(0))
    self.activation = activation
  }

  /// Applies the layer.
  public func callAsFunction(_ x: Variable, _ tape: Tape) -> Variable {
    let (inputs, outputs) = (weight.shape[0], weight.shape[1])
    precondition(
      x.shape.h * x.shape.w * x.shape.c == inputs, "Dense: input \(x.shape), weight \(weight.shape)"
    )
    let y = tape.variable(Shape(x.shape.n, outputs))
    let table = tape.kernels.table
    let packed = tape.workspace.allocate(inputs * wholePanels(outputs))
    table.pack(weight.value.pointer, inputs, outputs, outputs, 1, 1, 0, packed)
    let depth = pieceDepth(inputs)
    table.multiply(
      x.value.pointer, x.shape.n, inputs, inputs / depth, depth, depth, packed, outputs,
      bias.value.pointer, 0, activation.slope, y.value.pointer, outputs)
    (input, output) = (x, y)
    tape.record(self)
    return y
  }

  /// dx = dy W^T, dW = x^T dy, db = column sums of dy.
  public func backward(_ tape: Tape) {
    guard let input, let output, let dy = output.gradient else { return }
    let (inputs, outputs) = (weight.shape[0], weight.shape[1])
    let rows = input.shape.n
    let table = tape.kernels.table
    if activation != .none {
      table.activation_gradient(
        output.value.pointer, output.shape.count, activation.slope, dy.pointer)
    }
    weight.gradient.floats.update(repeating: 0)
    bias.gradient.floats.update(repeating: 0)
    addOuter(
      input.value.pointer, dy.pointer, rows: rows, left: inputs, right: outputs,
      to: weight.gradient.pointer, table)
    table.add_column_sums(dy.pointer, rows, outputs, outputs, bias.gradient.pointer)
    guard let dx = input.gradient else { return }
    let packed = tape.workspace.allocate(outputs * wholePanels(inputs))
    table.pack(weight.value.pointer, outputs, inputs, 1, outputs, 1, 0, packed)
    let depth = pieceDepth(outputs)
    table.multiply(
      dy.pointer, rows, outputs, outputs / depth, depth, depth, packed, inputs, nil, 0, 1,
      dx.pointer, inputs)
  }
}

/// The longest piece, of at most 288, that a sum of `depth` terms can be cut into evenly.
func pieceDepth(_ depth: Int) -> Int {
  guard depth > 288 else { return depth }
  return (1...288).last { depth % $0 == 0 } ?? depth
}

/// product += left^T right over all rows, both row-major.
func addOuter(
  _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, rows: Int, left leftColumns: Int,
  right rightColumns: Int, to product: UnsafeMutablePointer<Float>, _ table: kernel_table
) {
  let step = 128
  for row in stride(from: 0, to: rows, by: step) {
    let (from, with) = (left + row * leftColumns, right + row * rightColumns)
    var piece = segment(left: from, right: with, rows: min(step, rows - row), right_panel: panel)
    table.add_outer(
      &piece, 1, leftColumns, rightColumns, leftColumns, rightColumns, product, rightColumns)
  }
}

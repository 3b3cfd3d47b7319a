import CKernels

/// pre-activations = [x, state] W + b for some gates of a cell.
///
/// W `[inputs + hidden, gates * hidden]`, input rows first; b `[gates * hidden]`. Packs W once a
/// step of training and reuses it over all time steps.
final class Projection {
  let weight: Parameter
  let bias: Parameter
  let inputs: Int
  let hidden: Int
  let gates: Int
  /// The first gate's place among the cell's.
  let firstGate: Int
  private(set) var packedInput: UnsafeMutablePointer<Float>?
  private var packedState: UnsafeMutablePointer<Float>?
  private var packedStateTransposed: UnsafeMutablePointer<Float>?
  private var paddedBias: UnsafeMutablePointer<Float>?
  private var addend: (panels: UnsafeMutablePointer<Float>, rows: Int)?
  /// Features of a step's input: fewer than `inputs` where an embedding is folded in.
  private var inputDepth = 0

  init(
    _ set: ParameterSet, weight weightName: String, bias biasName: String, inputs: Int, hidden: Int,
    gates: Int, firstGate: Int, bias biasValue: Double
  ) {
    weight = set.parameter(weightName, [inputs + hidden, gates * hidden], .glorotUniform)
    bias = set.parameter(biasName, [gates * hidden], .constant(biasValue))
    self.inputs = inputs
    self.hidden = hidden
    self.gates = gates
    self.firstGate = firstGate
  }

  private var width: Int { wholePanels(hidden) }
  private var columns: Int { gates * hidden }
  private var panels: Int { gates * width / panel }
  private var stateWeight: UnsafeMutablePointer<Float> { weight.value.pointer + inputs * columns }

  /// Packs a `[rows, gates * hidden]` matrix into gate panels.
  private func pack(_ source: UnsafePointer<Float>, rows: Int, _ tape: Tape)
    -> UnsafeMutablePointer<Float>
  {
    let packed = tape.workspace.allocate(rows * gates * width)
    tape.kernels.table.pack(source, rows, hidden, columns, 1, gates, hidden, packed)
    return packed
  }

  /// Packs the transpose of `rows` of the weight, from `source`, for products with gates.
  private func packTransposed(_ source: UnsafePointer<Float>, rows: Int, _ tape: Tape)
    -> UnsafeMutablePointer<Float>
  {
    let packed = tape.workspace.zeros(gates * width * wholePanels(rows))
    for first in stride(from: 0, to: rows, by: panel) {
      for gate in 0..<gates {
        tape.kernels.table.pack(
          source + first * columns + gate * hidden, hidden, min(panel, rows - first), 1, columns, 1,
          0, packed + (first * gates + gate * panel) * width)
      }
    }
    return packed
  }

  /// Readies the weights; the input's are those of `fold` where there is one.
  func begin(
    _ tape: Tape,
    folded fold: (weight: UnsafePointer<Float>, bias: UnsafePointer<Float>, depth: Int)?
  ) {
    inputDepth = fold?.depth ?? inputs
    packedInput = pack(fold?.weight ?? UnsafePointer(weight.value.pointer), rows: inputDepth, tape)
    packedState = pack(stateWeight, rows: hidden, tape)
    paddedBias = pack(fold?.bias ?? UnsafePointer(bias.value.pointer), rows: 1, tape)
    packedStateTransposed =
      tape.isTraining ? packTransposed(stateWeight, rows: hidden, tape) : nil
    addend = nil
  }

  /// Computes the input's part once, for an input `[rows, inputs]` that every step repeats.
  func repeatInput(_ z: UnsafePointer<Float>, rows: Int, _ tape: Tape) {
    let panels = tape.workspace.allocate(rows * gates * width)
    var step = recurrent_step()
    step.rows = rows
    step.panels = self.panels
    step.bias = paddedBias.map { UnsafePointer($0) }
    step.input = z
    step.input_stride = inputs
    step.input_depth = inputs
    step.input_weights = packedInput.map { UnsafePointer($0) }
    step.gates = panels
    tape.kernels.table.step(&step)
    addend = (panels, rows)
  }

  /// gates = addend or bias, + x W_x, + state W_state.
  func run(_ s: StepContext, state: UnsafeMutablePointer<Float>?) {
    var step = recurrent_step()
    step.rows = s.rows
    step.panels = panels
    step.bias = paddedBias.map { UnsafePointer($0) }
    step.addend = addend.map { UnsafePointer($0.panels) }
    step.addend_rows = addend?.rows ?? 0
    if case .rows(let rows, let stride) = s.input {
      step.input = rows
      step.input_stride = stride
      step.input_depth = inputDepth
      step.input_weights = packedInput.map { UnsafePointer($0) }
    }
    step.state = state.map { UnsafePointer($0) }
    step.state_stride = s.width
    step.state_depth = hidden
    step.state_weights = packedState.map { UnsafePointer($0) }
    step.gates = s.gates + firstGate * s.width * s.rows
    s.table.step(&step)
  }

  /// gradient (+)= gates' gradients W_state^T, `[rows, hidden]`.
  func stateGradient(
    _ s: StepContext, to gradient: UnsafeMutablePointer<Float>, accumulate: Bool
  ) {
    s.table.multiply(
      s.gates + firstGate * s.width * s.rows, s.rows, panel, panels, panel * s.rows, panel,
      packedStateTransposed, hidden, nil, accumulate ? 1 : 0, 1, gradient, s.width)
  }

  /// The input's weights transposed, for `[rows, inputs]` gradients from gate panels.
  func inputGradientWeights(_ tape: Tape) -> UnsafeMutablePointer<Float> {
    packTransposed(weight.value.pointer, rows: inputs, tape)
  }

  /// Runs `body` for each stretch of columns whose panels are all full but the last: its first
  /// column in W, how many there are, and the first panel's place among all the cell's.
  func forEachStretch(_ body: (_ column: Int, _ columns: Int, _ panelIndex: Int) -> Void) {
    if hidden == width {
      body(0, columns, firstGate * width / panel)
      return
    }
    for gate in 0..<gates { body(gate * hidden, hidden, (firstGate + gate) * width / panel) }
  }

  /// Runs `body` for each panel: its first column in W, how many of its columns there are, and its
  /// place among all the cell's.
  func forEachPanel(_ body: (_ column: Int, _ columns: Int, _ panelIndex: Int) -> Void) {
    forEachStretch { column, columns, index in
      for first in stride(from: 0, to: columns, by: panel) {
        body(column + first, min(panel, columns - first), index + first / panel)
      }
    }
  }
}

import CKernels

/// The cells there are.
public enum CellKind: String, CaseIterable, Sendable {
  case rnn, lstm, gru

  func make(_ set: ParameterSet, _ path: String, inputs: Int, hidden: Int) -> any RecurrentCell {
    switch self {
    case .rnn: ElmanCell(set, path, inputs: inputs, hidden: hidden)
    case .lstm: LSTMCell(set, path, inputs: inputs, hidden: hidden)
    case .gru: GRUCell(set, path, inputs: inputs, hidden: hidden)
    }
  }
}

/// One step of a recurrent layer and its gradient, for all live sequences at once.
///
/// `Recurrence` runs the loop over time, and computes the weights' gradients from what the steps
/// leave: each gate's pre-activation gradient in the place of the gate.
protocol RecurrentCell: AnyObject {
  /// Gates, in the layout's order; each is a panel group of the hidden width.
  var gates: Int { get }
  /// The products with weights, each of some of the gates.
  var projections: [Projection] { get }
  /// Whether the embedded state is `memory` (LSTM's cell state) rather than the hidden one.
  var embedsMemory: Bool { get }

  /// Readies per-step copies of small parameters; clears their gradients.
  func begin()
  /// Computes the step's gates and new states.
  func step(_ s: StepContext)
  /// Turns the gates into their gradients; carries the states' gradients one step back.
  func gradient(_ s: StepContext)
  /// Hands small parameters' gradients over.
  func finish()
}

/// Where a step finds its numbers.
struct StepContext {
  let table: kernel_table
  let t: Int
  let rows: Int
  /// Hidden units in whole panels.
  let width: Int
  let gates: UnsafeMutablePointer<Float>
  let previousState: UnsafeMutablePointer<Float>?
  let state: UnsafeMutablePointer<Float>
  let previousMemory: UnsafeMutablePointer<Float>?
  let memory: UnsafeMutablePointer<Float>
  let outputGradient: UnsafeMutablePointer<Float>?
  let stateGradient: UnsafeMutablePointer<Float>
  let memoryGradient: UnsafeMutablePointer<Float>
  let input: StepInput

  func cellStep(
    previous: UnsafeMutablePointer<Float>?, peepholes: UnsafePointer<Float>? = nil
  ) -> cell_step {
    cell_step(
      rows: rows, width: width, gates: gates, previous_state: previous.map { UnsafePointer($0) },
      state: state, cell: memory, peepholes: peepholes)
  }

  func gradientStep(
    previous: UnsafeMutablePointer<Float>?, peepholes: UnsafePointer<Float>? = nil,
    peepholeGradients: UnsafeMutablePointer<Float>? = nil
  ) -> cell_gradient_step {
    cell_gradient_step(
      rows: rows, width: width, gates: gates, previous_state: previous.map { UnsafePointer($0) },
      state: state, cell: memory, output_gradient: outputGradient.map { UnsafePointer($0) },
      state_gradient: stateGradient, cell_gradient: memoryGradient, peepholes: peepholes,
      peephole_gradients: peepholeGradients)
  }
}

/// The input of one step: the same for each step, or rows of a sequence.
enum StepInput {
  /// Each projection's `addend` holds its product already.
  case repeated
  /// Rows `stride` apart.
  case rows(UnsafePointer<Float>, stride: Int)
}

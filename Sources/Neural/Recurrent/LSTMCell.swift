import CKernels

/// An LSTM with peepholes; gates in the order input, candidate, forget, output.
///
/// i,j,f,o = [x, h] W + b; c' = sigmoid(f + 1 + p_f c) c + sigmoid(i + p_i c) tanh(j);
/// h' = sigmoid(o + p_o c') tanh(c'). The forget gate's 1 is added, not stored.
///
/// Source: Gers, Schraudolph & Schmidhuber 2002, "Learning precise timing with LSTM recurrent
/// networks".
final class LSTMCell: RecurrentCell {
  let gates = 4
  let embedsMemory = true
  let projections: [Projection]
  /// Peepholes of the input, forget and output gates, `[hidden]` each.
  let peepholes: [Parameter]
  private let padded: Buffer
  private let paddedGradients: Buffer
  private let hidden: Int

  init(_ set: ParameterSet, _ path: String, inputs: Int, hidden: Int) {
    projections = [
      Projection(
        set, weight: "\(path).weight", bias: "\(path).bias", inputs: inputs, hidden: hidden,
        gates: 4, firstGate: 0, bias: 0)
    ]
    let limit = Initializer.uniform(limit: (6 / Double(2 * hidden)).squareRoot())
    peepholes = ["input", "forget", "output"].map {
      set.parameter("\(path).peephole_\($0)", [hidden], limit)
    }
    self.hidden = hidden
    padded = Buffer(count: 3 * wholePanels(hidden))
    paddedGradients = Buffer(count: 3 * wholePanels(hidden))
  }

  func begin() {
    paddedGradients.floats.update(repeating: 0)
    for (gate, peephole) in peepholes.enumerated() {
      (padded.pointer + gate * wholePanels(hidden)).update(
        from: peephole.value.pointer, count: hidden)
    }
  }

  func finish() {
    for (gate, peephole) in peepholes.enumerated() {
      peephole.gradient.pointer.update(
        from: paddedGradients.pointer + gate * wholePanels(hidden), count: hidden)
    }
  }

  func step(_ s: StepContext) {
    projections[0].run(s, state: s.previousState)
    var cell = s.cellStep(previous: s.previousMemory, peepholes: padded.pointer)
    s.table.lstm(&cell)
  }

  func gradient(_ s: StepContext) {
    var cell = s.gradientStep(
      previous: s.previousMemory, peepholes: padded.pointer,
      peepholeGradients: paddedGradients.pointer)
    s.table.lstm_gradient(&cell)
    if s.t > 0 { projections[0].stateGradient(s, to: s.stateGradient, accumulate: false) }
  }
}

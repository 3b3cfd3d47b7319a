import CKernels

/// A gated recurrent unit, reset before the product.
///
/// r,u = sigmoid([x, h] Wg + bg), bg starts at 1; g = tanh([x, r*h] Wc + bc); h' = u*h + (1-u)*g.
///
/// Source: Cho et al. 2014, "Learning phrase representations using RNN encoder-decoder".
final class GRUCell: RecurrentCell {
  let gates = 3
  let embedsMemory = false
  let projections: [Projection]

  init(_ set: ParameterSet, _ path: String, inputs: Int, hidden: Int) {
    projections = [
      Projection(
        set, weight: "\(path).gates_weight", bias: "\(path).gates_bias", inputs: inputs,
        hidden: hidden, gates: 2, firstGate: 0, bias: 1),
      Projection(
        set, weight: "\(path).candidate_weight", bias: "\(path).candidate_bias", inputs: inputs,
        hidden: hidden, gates: 1, firstGate: 2, bias: 0),
    ]
  }

  func begin() {}
  func finish() {}

  // `memory` holds r*h, which the candidate's product reads.
  func step(_ s: StepContext) {
    projections[0].run(s, state: s.previousState)
    var cell = s.cellStep(previous: s.previousState)
    s.table.gru_gates(&cell)
    projections[1].run(s, state: s.t > 0 ? s.memory : nil)
    s.table.gru_candidate(&cell)
  }

  func gradient(_ s: StepContext) {
    var cell = s.gradientStep(previous: s.previousState)
    s.table.gru_candidate_gradient(&cell)
    projections[1].stateGradient(s, to: s.memoryGradient, accumulate: false)
    s.table.gru_gates_gradient(&cell)
    if s.t > 0 { projections[0].stateGradient(s, to: s.stateGradient, accumulate: true) }
  }
}

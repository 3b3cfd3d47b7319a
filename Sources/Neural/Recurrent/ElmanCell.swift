import CKernels

/// h = tanh([x, h] W + b).
///
/// Source: Elman 1990, "Finding structure in time", doi:10.1207/s15516709cog1402_1.
final class ElmanCell: RecurrentCell {
  let gates = 1
  let embedsMemory = false
  let projections: [Projection]

  init(_ set: ParameterSet, _ path: String, inputs: Int, hidden: Int) {
    projections = [
      Projection(
        set, weight: "\(path).weight", bias: "\(path).bias", inputs: inputs, hidden: hidden,
        gates: 1, firstGate: 0, bias: 0)
    ]
  }

  func begin() {}
  func finish() {}

  func step(_ s: StepContext) {
    projections[0].run(s, state: s.previousState)
    var cell = s.cellStep(previous: s.previousState)
    s.table.rnn(&cell)
  }

  func gradient(_ s: StepContext) {
    var cell = s.gradientStep(previous: s.previousState)
    s.table.rnn_gradient(&cell)
    if s.t > 0 { projections[0].stateGradient(s, to: s.stateGradient, accumulate: false) }
  }
}

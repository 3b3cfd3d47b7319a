import Neural
import Testing

/// Compares gradients with central differences of the loss.
///
/// For each tensor the derivative along a fixed direction of +-1 is taken, so that every element
/// counts. The loss is made of single-precision sums, so several step sizes are tried: one lies
/// between rounding and curvature.
///
/// - Parameters:
///   - parameters: What to check.
///   - tolerance: Relative to the larger of the derivative and its parts' root sum of squares.
///   - loss: Runs the layers on a tape that was begun and returns the loss; in training it leaves
///     the gradient of its last variable.
public func checkGradients(
  _ parameters: [Parameter], tolerance: Double = 0.03, kernels: Kernels = .best,
  sourceLocation: SourceLocation = #_sourceLocation, loss: (Tape) -> Double
) {
  let tape = Tape(workspace: Workspace(kernels: kernels))
  tape.begin(.training)
  _ = loss(tape)
  tape.backward()
  for parameter in parameters {
    let gradient = Array(parameter.gradient.floats)
    let direction = gradient.indices.map { ($0 &* 2_654_435_761) >> 7 & 1 == 0 ? Float(1) : -1 }
    let expected = zip(gradient, direction).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    let scale = gradient.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    let errors = [1e-3, 3e-4, 1e-4, 3e-5].map { step in
      abs(slope([parameter], [direction], step, tape, loss) - expected)
        / max(abs(expected), scale, 0.1)
    }
    #expect(
      errors.contains { $0 < tolerance }, "\(parameter.name): off by \(errors)",
      sourceLocation: sourceLocation)
  }
}

/// Checks that the loss falls along the gradient of all parameters together as fast as it says.
public func checkDescent(
  _ parameters: [Parameter], tolerance: Double = 0.05,
  sourceLocation: SourceLocation = #_sourceLocation, loss: (Tape) -> Double
) {
  let tape = Tape(workspace: Workspace())
  tape.begin(.training)
  _ = loss(tape)
  tape.backward()
  let gradients = parameters.map { Array($0.gradient.floats) }
  let norm = gradients.joined().reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
  let directions = gradients.map { $0.map { Float(Double($0) / norm) } }
  let errors = [3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5].map { step in
    abs(slope(parameters, directions, step, tape, loss) / norm - 1)
  }
  #expect(
    norm > 0 && errors.contains { $0 < tolerance }, "off by \(errors) of \(norm)",
    sourceLocation: sourceLocation)
}

private func slope(
  _ parameters: [Parameter], _ directions: [[Float]], _ step: Double, _ tape: Tape,
  _ loss: (Tape) -> Double
) -> Double {
  let originals = parameters.map { Array($0.value.floats) }
  let values = [step, -step].map { step in
    for (parameter, (original, direction)) in zip(parameters, zip(originals, directions)) {
      for index in original.indices {
        parameter.value.floats[index] = original[index] + Float(step) * direction[index]
      }
    }
    tape.begin(.batchStatistics)
    return loss(tape)
  }
  for (parameter, original) in zip(parameters, originals) {
    _ = parameter.value.floats.update(from: original)
  }
  return (values[0] - values[1]) / (2 * step)
}

import Neural
import Randomness
import Testing

/// The mean absolute error, on every table of loops.
@Suite(.timeLimit(.minutes(60))) struct MeanAbsoluteErrorTests {
  private func error(_ prediction: [Float], _ target: [Float], _ kernels: Kernels) -> Double {
    let tape = Tape(workspace: Workspace(kernels: kernels))
    tape.begin(.batchStatistics)
    let (found, truth) = (
      tape.variable(Shape(1, prediction.count)), tape.variable(Shape(1, target.count))
    )
    found.value.fill(prediction)
    truth.value.fill(target)
    return MeanAbsoluteError.evaluate(found, target: truth, tape: tape)
  }

  private func drawn(_ count: Int, _ purpose: String) -> [Float] {
    let stream = RandomStream(seed: 1, purpose: purpose)
    return (0..<count).map { Float(stream.normal($0)) }
  }

  @Test(arguments: Kernels.available, [1, 7, 8, 1024, 1031, 5000])
  func itIsThatOfDoublePrecision(_ kernels: Kernels, _ count: Int) {
    let (prediction, target) = (drawn(count, "prediction"), drawn(count, "target"))
    let differences = zip(prediction, target).map { abs(Double($0) - Double($1)) }
    let found = error(prediction, target, kernels)
    #expect(abs(found * Double(count) / differences.reduce(0, +) - 1) < 1e-6)
    // No products, so no contract either.
    #expect(found == error(prediction, target, .portable))
  }

  @Test(arguments: Kernels.available) func whatIsNotANumberShows(_ kernels: Kernels) {
    for place in [0, 9] {
      var prediction = [Float](repeating: 1, count: 11)
      prediction[place] = .nan
      #expect(error(prediction, .init(repeating: 0, count: 11), kernels).isNaN)
    }
  }
}

import Neural
import Randomness
import TestSupport
import Testing

/// Weight decay and clipping of gradients, on every table of loops.
@Suite(.timeLimit(.minutes(60))) struct OptimizerTests {
  private func parameter(_ shape: [Int], values: [Float], gradient: [Float]) -> Parameter {
    let made = Parameter(name: "theta", shape: shape, initializer: .constant(0), seed: 0)
    made.value.fill(values)
    made.gradient.fill(gradient)
    return made
  }

  private func drawn(_ shape: [Int], scale: Double = 1) -> Parameter {
    let count = shape.reduce(1, *)
    let values = RandomStream(seed: 1, purpose: "values \(shape)")
    let gradient = RandomStream(seed: 1, purpose: "gradient \(shape)")
    return parameter(
      shape, values: (0..<count).map { Float(values.normal($0)) },
      gradient: (0..<count).map { Float(scale * gradient.normal($0)) })
  }

  private func bits(_ buffer: Buffer) -> [UInt32] { buffer.floats.map(\.bitPattern) }

  private func state(_ parameter: Parameter) -> [[UInt32]] {
    [parameter.value, parameter.firstMoment, parameter.secondMoment].map(bits)
  }

  private func step(
    _ parameter: Parameter, _ kernels: Kernels, decay: Double, rateFactor: Double = 1
  ) {
    Adam(learningRate: 0.01, weightDecay: decay)
      .update([parameter], step: 1, rateFactor: rateFactor, kernels: kernels)
  }

  // Weight decay.

  @Test(arguments: Kernels.available) func weightsDecay(_ kernels: Kernels) {
    for shape in [[3, 7], [2, 1, 3, 5]] {
      let (plain, decayed) = (drawn(shape), drawn(shape))
      step(plain, kernels, decay: 0)
      step(decayed, kernels, decay: 0.5)
      let start = drawn(shape)
      for index in 0..<start.count {
        let taken = plain.value.floats[index] - decayed.value.floats[index]
        #expect(abs(taken - 0.005 * start.value.floats[index]) < 1e-6)
      }
    }
  }

  @Test(arguments: Kernels.available)
  func tensorsOfOneAxisDoNotDecay(_ kernels: Kernels) {
    let (plain, decayed) = (drawn([21]), drawn([21]))
    step(plain, kernels, decay: 0)
    step(decayed, kernels, decay: 0.5)
    #expect(state(decayed) == state(plain))
  }

  @Test(arguments: Kernels.available) func decayDoesNotEnterTheMoments(_ kernels: Kernels) {
    let (plain, decayed) = (drawn([3, 7]), drawn([3, 7]))
    step(plain, kernels, decay: 0)
    step(decayed, kernels, decay: 0.5)
    #expect(state(decayed).dropFirst() == state(plain).dropFirst())
  }

  @Test(arguments: Kernels.available) func decayFollowsTheSchedule(_ kernels: Kernels) {
    let decayed = parameter([1, 2], values: [2, -4], gradient: [0, 0])
    step(decayed, kernels, decay: 0.5, rateFactor: 0.25)
    let kept = 1 - 0.01 * 0.25 * 0.5
    #expect(abs(Double(decayed.value.floats[0]) - 2 * kept) < 2.4e-7)
    #expect(abs(Double(decayed.value.floats[1]) + 4 * kept) < 4.8e-7)
  }

  // 1 - lr * decay is 1 in single precision; together with the step it still counts.
  @Test func aDecayBelowHalfAUnitInTheLastPlaceIsNotLost() {
    let count = 4000
    let start = (0..<count).map { 1 + Float($0) / Float(2 * count) }
    let tensors = [0, 2e-6].map { decay in
      let made = parameter([2, count / 2], values: start, gradient: start.map { $0 - 1.2 })
      step(made, .best, decay: decay)
      return made.value.floats.reduce(0.0) { $0 + Double($1) }
    }
    let expected = 0.01 * 2e-6 * start.reduce(0.0) { $0 + Double($1) }
    #expect(abs((tensors[0] - tensors[1]) / expected - 1) < 0.5)
  }

  @Test(arguments: Kernels.available) func aRateFactorIsAFactorOfTheStepSize(_ kernels: Kernels) {
    let (half, whole) = (drawn([5, 9]), drawn([5, 9]))
    Adam(learningRate: 2e-4, weightDecay: 0.1)
      .update([half], step: 3, rateFactor: 0.5, kernels: kernels)
    Adam(learningRate: 1e-4, weightDecay: 0.1).update([whole], step: 3, kernels: kernels)
    #expect(state(half) == state(whole))
  }

  // Clipping.

  @Test(arguments: Kernels.available) func aShortGradientIsLeftAsItIs(_ kernels: Kernels) {
    let parameters = [
      parameter([2], values: [1, 1], gradient: [3, 0]),
      parameter([2, 1], values: [1, 1], gradient: [0, -4]),
    ]
    for limit in [5, 5.1, 1e9] {
      #expect(GradientClip(norm: limit).apply(to: parameters, kernels: kernels) == 5)
      #expect(parameters.map { Array($0.gradient.floats) } == [[3, 0], [0, -4]])
    }
  }

  @Test(arguments: Kernels.available) func aLongGradientIsScaledToTheLimit(_ kernels: Kernels) {
    let parameters = [
      parameter([2], values: [1, 1], gradient: [3, 0]),
      parameter([2, 1], values: [1, 1], gradient: [0, -4]),
    ]
    #expect(GradientClip(norm: 2.5).apply(to: parameters, kernels: kernels) == 5)
    #expect(parameters.map { Array($0.gradient.floats) } == [[1.5, 0], [0, -2]])
  }

  @Test(arguments: Kernels.available) func aGradientOfZerosStaysZero(_ kernels: Kernels) {
    let zero = parameter(
      [9], values: .init(repeating: 1, count: 9), gradient: .init(repeating: 0, count: 9))
    #expect(GradientClip(norm: 1).apply(to: [zero], kernels: kernels) == 0)
    #expect(zero.gradient.floats.allSatisfy { $0 == 0 })
  }

  @Test(arguments: Kernels.available, [Float.nan, .infinity, -.infinity])
  func aGradientThatIsNotFiniteIsLeftSoThatTheRunDiverges(_ kernels: Kernels, _ bad: Float) {
    let gradient: [Float] = [100, bad, -100]
    let broken = parameter([3], values: [1, 1, 1], gradient: gradient)
    let length = GradientClip(norm: 1).apply(to: [broken], kernels: kernels)
    #expect(!length.isFinite)
    #expect(bits(broken.gradient) == gradient.map(\.bitPattern))
    step(broken, kernels, decay: 0)
    #expect(broken.value.floats[1].isNaN)
  }

  @Test(arguments: Kernels.available)
  func squaresBeyondSinglePrecisionAreClippedToo(_ kernels: Kernels) {
    for size in [Float(1e30), 1e-30] {
      let gradient = parameter(
        [4], values: [0, 0, 0, 0], gradient: .init(repeating: size, count: 4))
      let limit = Double(size) / 1e6
      let length = GradientClip(norm: limit).apply(to: [gradient], kernels: kernels)
      #expect(length == 2 * Double(size))
      #expect(gradient.gradient.floats.allSatisfy { $0 == Float(limit / 2) })
    }
  }

  /// The documented order: eight lanes a tensor, lanes in order, tensors in order.
  private func length(_ parameters: [Parameter]) -> Double {
    parameters.reduce(0) { total, parameter in
      var lanes = [Double](repeating: 0, count: 8)
      for (index, x) in parameter.gradient.floats.enumerated() {
        lanes[index % 8] += Double(x) * Double(x)
      }
      return total + lanes.reduce(0, +)
    }.squareRoot()
  }

  @Test(arguments: Kernels.available)
  func everyTableFindsTheSameBitsOfALength(_ kernels: Kernels) {
    let parameters = [[1], [7], [8], [3, 5], [33, 31], [2, 3, 4, 5]].map { drawn($0) }
    #expect(GradientClip.length(of: parameters, kernels: kernels) == length(parameters))
  }

  @Test func tablesOfOneContractGiveTheSameBits() {
    for contract in Set(Kernels.available.map(\.contract)) {
      let tables = Kernels.available.filter { $0.contract == contract }
      let results = tables.map { kernels in
        let parameters = [[1], [7], [8, 1], [17, 3], [31, 33]].map { drawn($0, scale: 5) }
        GradientClip(norm: 1).apply(to: parameters, kernels: kernels)
        Adam(learningRate: 0.01, weightDecay: 0.1)
          .update(parameters, step: 1, rateFactor: 0.3, kernels: kernels)
        return parameters.flatMap { state($0) + [bits($0.gradient)] }
      }
      #expect(results.allSatisfy { $0 == results[0] })
    }
  }
}

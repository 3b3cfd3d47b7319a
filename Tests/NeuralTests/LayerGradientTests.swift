import Neural
import Randomness
import TestSupport
import Testing

/// Every layer against finite differences, on both tables of loops. The input is a parameter too:
/// it comes out of a dense layer, so its gradient is checked through that layer's weights.
@Suite(.timeLimit(.minutes(60))) struct LayerGradientTests {
  private let set = ParameterSet(seed: 3)

  private func draw(_ count: Int, _ purpose: String, scale: Double = 1) -> [Float] {
    let stream = RandomStream(seed: 12, purpose: purpose)
    return (0..<count).map { Float(scale * stream.normal($0)) }
  }

  /// The loss sum(w * y) of fixed random weights.
  private func weighted(_ y: Variable) -> Double {
    let weights = draw(y.shape.count, "loss")
    if let gradient = y.gradient { _ = gradient.floats.update(from: weights) }
    return zip(y.value.floats, weights).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  private func check(
    _ kernels: Kernels, input shape: Shape, _ apply: (Variable, Tape) -> Variable
  ) {
    let features = shape.h * shape.w * shape.c
    let source = Dense(set, "source", from: 3, to: features)
    for parameter in set.parameters {
      let isScale = parameter.name.hasSuffix("scale")
      let values = draw(parameter.count, parameter.name, scale: 0.4)
      _ = parameter.value.floats.update(from: values.map { isScale ? 1 + $0 : $0 })
    }
    let given = Buffer(count: shape.n * 3)
    _ = given.floats.update(from: draw(shape.n * 3, "given"))
    checkGradients(set.parameters, kernels: kernels) { tape in
      let x = source(given.variable(Shape(shape.n, 3)), tape).reshaped(shape)
      return weighted(apply(x, tape))
    }
  }

  static let tables: [Kernels] = [.best, .portable]

  @Test(arguments: tables, [Activation.none, .relu, .leakyReLU])
  func dense(_ kernels: Kernels, _ activation: Activation) {
    let layer = Dense(set, "layer", from: 20, to: 35, activation: activation)
    check(kernels, input: Shape(7, 20)) { layer($0, $1) }
  }

  @Test(arguments: tables) func aDenseLayerOfManyInputs(_ kernels: Kernels) {
    let layer = Dense(set, "layer", from: 640, to: 5)
    check(kernels, input: Shape(3, 640)) { layer($0, $1) }
  }

  @Test(
    arguments: tables,
    [
      ConvolutionKernel(9, 1, stride: 2, 1), ConvolutionKernel(9, 2, stride: 2, 2),
      ConvolutionKernel(5, 1), ConvolutionKernel(3, 2, stride: 3, 1),
    ])
  func convolution(_ kernels: Kernels, _ kernel: ConvolutionKernel) {
    let layer = Convolution(set, "layer", kernel, from: 3, to: 17, activation: .leakyReLU)
    check(kernels, input: Shape(2, 11, 2, 3)) { layer($0, $1) }
  }

  /// A kernel as wide as its input, as the one that joins the channels of a data set.
  @Test(arguments: tables, [1, 3, 12, 64])
  func convolutionOverAllOfTheWidth(_ kernels: Kernels, width: Int) {
    let layer = Convolution(
      set, "layer", ConvolutionKernel(5, width, stride: 2, width), from: 3, to: 17)
    check(kernels, input: Shape(2, 10, width, 3)) { layer($0, $1) }
  }

  @Test(arguments: tables, [1, 3, 12, 64])
  func transposedConvolutionToAllOfTheWidth(_ kernels: Kernels, width: Int) {
    let layer = TransposedConvolution(
      set, "layer", ConvolutionKernel(5, width, stride: 2, width), from: 3, to: 17)
    check(kernels, input: Shape(2, 5, 1, 3)) { layer($0, $1) }
  }

  /// One channel of a layer over a wide input: the ways of SingleChannel.h, and the general one
  /// where the input has no room there.
  @Test(arguments: tables, [1, 3, 12, 64])
  func convolutionAlongTimeOverAWideInput(_ kernels: Kernels, width: Int) {
    let first = Convolution(set, "first", ConvolutionKernel(9, 1, stride: 2, 1), from: 1, to: 4)
    let last = Convolution(set, "last", ConvolutionKernel(9, 1), from: 4, to: 1)
    check(kernels, input: Shape(2, 20, width, 1)) { last(first($0, $1), $1) }
  }

  @Test(
    arguments: tables,
    [
      ConvolutionKernel(9, 1, stride: 2, 1), ConvolutionKernel(9, 2, stride: 2, 2),
      ConvolutionKernel(5, 1), ConvolutionKernel(2, 2, stride: 3, 2),
    ])
  func transposedConvolution(_ kernels: Kernels, _ kernel: ConvolutionKernel) {
    let layer = TransposedConvolution(set, "layer", kernel, from: 3, to: 17)
    check(kernels, input: Shape(2, 6, 1, 3)) { layer($0, $1) }
  }

  @Test(arguments: tables, [Activation.none, .relu, .leakyReLU])
  func batchNorm(_ kernels: Kernels, _ activation: Activation) {
    let layer = BatchNorm(set, "layer", channels: 5, activation: activation)
    check(kernels, input: Shape(4, 6, 2, 5)) { layer($0, $1) }
  }

  @Test(arguments: tables) func residualBlock(_ kernels: Kernels) {
    let block = ResidualBlock(set, "layer", channels: 4)
    check(kernels, input: Shape(3, 9, 1, 4)) { block($0, $1) }
  }

  @Test(arguments: tables, CellKind.allCases)
  func recurrenceOverASequence(_ kernels: Kernels, _ kind: CellKind) {
    let layer = Recurrence(set, "layer", cell: kind, from: 3, hidden: 18)
    let unpacking = Unpacking()
    check(kernels, input: Shape(3, 6, 1, 3)) { x, tape in
      unpacking(layer(x, lengths: Lengths([6, 4, 4]), tape).outputs, steps: 6, tape)
    }
  }

  @Test(arguments: tables, CellKind.allCases)
  func lastStateOfARecurrence(_ kernels: Kernels, _ kind: CellKind) {
    let layer = Recurrence(set, "layer", cell: kind, from: 3, hidden: 5)
    check(kernels, input: Shape(3, 6, 1, 3)) { x, tape in
      let output = layer(x, lengths: Lengths([6, 4, 1]), tape)
      return layer.embedsMemory ? output.memory : output.hidden
    }
  }

  @Test(arguments: tables, CellKind.allCases)
  func repeatedInputAndSequenceOutput(_ kernels: Kernels, _ kind: CellKind) {
    let layer = Recurrence(set, "layer", cell: kind, from: 4, hidden: 6)
    let output = SequenceOutput(set, "output", from: 6, to: 2)
    check(kernels, input: Shape(3, 4)) { z, tape in
      let y = layer(repeating: z, lengths: Lengths([5, 3, 2]), tape)
      return output(y.outputs, steps: 6, tape)
    }
  }

  @Test(arguments: tables, CellKind.allCases)
  func embeddingFoldedIntoARecurrence(_ kernels: Kernels, _ kind: CellKind) {
    let layer = Recurrence(
      set, "layer", cell: kind, from: 2, embedding: "embedding", width: 7, hidden: 6)
    let x = Buffer(count: 3 * 6 * 2)
    _ = x.floats.update(from: draw(36, "x"))
    for parameter in set.parameters {
      _ = parameter.value.floats.update(from: draw(parameter.count, parameter.name, scale: 0.4))
    }
    checkGradients(set.parameters, kernels: kernels) { tape in
      let output = layer(x.variable(Shape(3, 6, 2, 1)), lengths: Lengths([6, 4, 1]), tape)
      return weighted(layer.embedsMemory ? output.memory : output.hidden)
    }
  }
}

import Neural
import TestSupport
import Testing

/// Runs the operation that a reference file names, forward and backward.
struct GoldenOperation {
  private let file: GoldenFile
  private let tape: Tape
  private let set = ParameterSet(seed: 0)
  private let inputs: [String: GoldenFile.Array]

  init(_ file: GoldenFile, _ kernels: Kernels) {
    self.file = file
    tape = Tape(workspace: Workspace(kernels: kernels))
    tape.begin(.training)
    inputs = file.inputs ?? [:]
  }

  /// Outputs by name, and gradients by `gradient of` their input's name.
  func run() throws -> [String: [Float]] {
    let kinds: [(String, () throws -> [String: [Float]])] = [
      ("batch_norm", batchNorm), ("conv", convolution), ("deconv", transposedConvolution),
      ("dense", dense), ("leaky_relu", { try activation(.leakyReLU) }),
      ("relu", { try activation(.relu) }), ("mse", meanSquaredError), ("mae", meanAbsoluteError),
      ("residual_block", residualBlock), ("repeat_decoder_rnn", { try repeating(.rnn) }),
      ("repeat_decoder_lstm", { try repeating(.lstm) }),
      ("repeat_decoder_gru", { try repeating(.gru) }), ("sequence_rnn", { try sequence(.rnn) }),
      ("sequence_lstm", { try sequence(.lstm) }), ("sequence_gru", { try sequence(.gru) }),
    ]
    let kind = kinds.first { file.name == $0.0 || file.name.hasPrefix("\($0.0)_") }
    return try #require(kind, "no operation for \(file.name)").1()
  }

  private func input(_ name: String) throws -> GoldenFile.Array {
    try #require(inputs[name], "\(file.name): no input \(name)")
  }

  private func variable(_ name: String, _ shape: Shape) throws -> Variable {
    let made = tape.variable(shape)
    made.value.fill(try input(name).floats)
    return made
  }

  private func image(_ name: String) throws -> Variable {
    let s = try input(name).shape
    return try variable(name, Shape(s[0], s[1], s[2], s[3]))
  }

  private func load(_ names: [String: String]) throws {
    for (parameter, name) in names {
      try self.parameter(parameter).value.fill(try input(name).floats)
    }
  }

  private func parameter(_ name: String) throws -> Parameter {
    try #require(set.parameters.first { $0.name == name }, "no parameter \(name)")
  }

  /// Seeds the outputs' gradients, goes back, and gathers everything.
  private func finish(
    _ outputs: [String: Variable], inputs: [String: Variable], parameters: [String: String]
  ) throws -> [String: [Float]] {
    for (name, output) in outputs {
      let weights = try #require(file.outputWeights?[name], "no weights for \(name)")
      try #require(output.gradient).fill(weights.floats)
    }
    var found = outputs.mapValues { Array($0.value.floats) }
    tape.backward()
    for (name, variable) in inputs {
      found["gradient of \(name)"] = Array(try #require(variable.gradient).floats)
    }
    for (parameter, name) in parameters {
      found["gradient of \(name)"] = Array(try self.parameter(parameter).gradient.floats)
    }
    return found
  }

  private func dense() throws -> [String: [Float]] {
    let (x, w) = (try input("x").shape, try input("W").shape)
    let layer = Dense(set, "l", from: w[0], to: w[1])
    let names = ["l.weight": "W", "l.bias": "b"]
    try load(names)
    let input = try variable("x", Shape(x[0], x[1]))
    return try finish(["y": layer(input, tape)], inputs: ["x": input], parameters: names)
  }

  private func kernel() throws -> ConvolutionKernel {
    let w = try input("W").shape
    let stride = file.attributes.stride ?? [1, 1]
    return ConvolutionKernel(w[0], w[1], stride: stride[0], stride[1])
  }

  private func convolution() throws -> [String: [Float]] {
    let w = try input("W").shape
    let layer = Convolution(set, "l", try kernel(), from: w[2], to: w[3])
    let names = ["l.weight": "W", "l.bias": "b"]
    try load(names)
    let x = try image("x")
    return try finish(["y": layer(x, tape)], inputs: ["x": x], parameters: names)
  }

  private func transposedConvolution() throws -> [String: [Float]] {
    let w = try input("W").shape
    let layer = TransposedConvolution(set, "l", try kernel(), from: w[3], to: w[2])
    let names = ["l.weight": "W", "l.bias": "b"]
    try load(names)
    let x = try image("x")
    return try finish(["y": layer(x, tape)], inputs: ["x": x], parameters: names)
  }

  private func batchNorm() throws -> [String: [Float]] {
    let s = try input("x").shape
    let layer = BatchNorm(set, "l", channels: s[s.count - 1])
    let names = ["l.scale": "gamma", "l.offset": "beta"]
    try load(names)
    let x = try variable(
      "x", s.count == 2 ? Shape(s[0], s[1]) : Shape(s[0], s[1], s[2], s[3]))
    if let mean = file.attributes.runningMean, let variance = file.attributes.runningVariance {
      layer.runningMean.value.fill(mean.map(Float.init))
      layer.runningVariance.value.fill(variance.map(Float.init))
    }
    let y = layer(x, usesRunningStatistics: file.attributes.runningMean != nil, tape)
    return try finish(["y": y], inputs: ["x": x], parameters: names)
  }

  private func activation(_ activation: Activation) throws -> [String: [Float]] {
    let s = try input("x").shape
    let x = try variable("x", Shape(s[0], s[1...].reduce(1, *)))
    return try finish(
      ["y": ActivationLayer(activation)(x, tape)], inputs: ["x": x], parameters: [:])
  }

  private func meanSquaredError() throws -> [String: [Float]] {
    let s = try input("prediction").shape
    let shape = Shape(s[0], s[1...].reduce(1, *))
    let prediction = try variable("prediction", shape)
    let target = try variable("target", shape)
    let loss = MeanSquaredError.evaluate(prediction, target: target, tape: tape)
    let weight = Float(try #require(file.outputWeights?["loss"]).data[0])
    let gradient = try #require(prediction.gradient).floats.map { weight * $0 }
    return [
      "loss": [Float(loss)], "gradient of prediction": gradient,
      "gradient of target": gradient.map { -$0 },
    ]
  }

  private func meanAbsoluteError() throws -> [String: [Float]] {
    let s = try input("prediction").shape
    let shape = Shape(s[0], s[1...].reduce(1, *))
    let error = MeanAbsoluteError.evaluate(
      try variable("prediction", shape), target: try variable("target", shape), tape: tape)
    return ["loss": [Float(error)]]
  }

  private func residualBlock() throws -> [String: [Float]] {
    let x = try image("x")
    let block = ResidualBlock(set, "l", channels: x.shape.c)
    let names = [
      "l.conv1.weight": "W1", "l.conv1.bias": "b1", "l.bn1.scale": "gamma1",
      "l.bn1.offset": "beta1",
      "l.conv2.weight": "W2", "l.conv2.bias": "b2", "l.bn2.scale": "gamma2",
      "l.bn2.offset": "beta2",
    ]
    try load(names)
    return try finish(["y": block(x, tape)], inputs: ["x": x], parameters: names)
  }

  private func recurrentNames(_ kind: CellKind) -> [String: String] {
    switch kind {
    case .rnn: ["l.weight": "W", "l.bias": "b"]
    case .lstm:
      [
        "l.weight": "W", "l.bias": "b", "l.peephole_input": "peephole_i",
        "l.peephole_forget": "peephole_f", "l.peephole_output": "peephole_o",
      ]
    case .gru:
      [
        "l.gates_weight": "W_gates", "l.gates_bias": "b_gates",
        "l.candidate_weight": "W_candidate", "l.candidate_bias": "b_candidate",
      ]
    }
  }

  private func hidden(_ kind: CellKind) throws -> Int {
    switch kind {
    case .rnn: try input("b").shape[0]
    case .lstm: try input("b").shape[0] / 4
    case .gru: try input("b_candidate").shape[0]
    }
  }

  private func sequence(_ kind: CellKind) throws -> [String: [Float]] {
    let s = try input("x").shape
    let layer = Recurrence(set, "l", cell: kind, from: s[2], hidden: try hidden(kind))
    return try recurrent(kind, "x", Shape(s[0], s[1], 1, s[2]), steps: s[1]) { x, lengths in
      layer(x, lengths: lengths, tape)
    }
  }

  private func repeating(_ kind: CellKind) throws -> [String: [Float]] {
    let s = try input("z").shape
    let layer = Recurrence(set, "l", cell: kind, from: s[1], hidden: try hidden(kind))
    let steps = try #require(file.attributes.steps)
    return try recurrent(kind, "z", Shape(s[0], s[1]), steps: steps) { z, lengths in
      layer(repeating: z, lengths: lengths, tape)
    }
  }

  /// Recurrent layers take the longest sequence first, so rows are sorted on the way in and put
  /// back on the way out.
  private func recurrent(
    _ kind: CellKind, _ name: String, _ shape: Shape, steps: Int,
    _ apply: (Variable, Lengths) -> RecurrentOutput
  ) throws -> [String: [Float]] {
    let names = recurrentNames(kind)
    try load(names)
    let given = try #require(file.attributes.lengths)
    let order = given.indices.sorted { (-given[$0], $0) < (-given[$1], $1) }
    let x = tape.variable(shape)
    x.value.fill(rows(try input(name).floats, order))
    let output = apply(x, Lengths(order.map { given[$0] }))
    let y = Unpacking()(output.outputs, steps: steps, tape)
    var outputs = ["y": y]
    if file.outputs?["final_h"] != nil { outputs["final_h"] = output.hidden }
    if file.outputs?["final_c"] != nil { outputs["final_c"] = output.memory }
    for (key, variable) in outputs {
      let weights = try #require(file.outputWeights?[key]).floats
      try #require(variable.gradient).fill(rows(weights, order))
    }
    tape.backward()
    let back = order.indices.sorted { order[$0] < order[$1] }
    var found = outputs.mapValues { rows(Array($0.value.floats), back) }
    found["gradient of \(name)"] = rows(Array(try #require(x.gradient).floats), back)
    for (parameter, key) in names {
      found["gradient of \(key)"] = Array(try self.parameter(parameter).gradient.floats)
    }
    return found
  }

  /// The rows of the first axis in another order.
  private func rows(_ values: [Float], _ order: [Int]) -> [Float] {
    let size = values.count / order.count
    return order.flatMap { values[$0 * size..<($0 + 1) * size] }
  }
}

extension Tensor {
  func fill(_ values: [Float]) { _ = floats.update(from: values) }
}

extension Buffer {
  func fill(_ values: [Float]) { _ = floats.update(from: values) }
}

import CKernels

/// A recurrent layer: one cell's loop over time, for whole batches of sequences of unequal length.
///
/// Axes: `N` sequences, longest first; `T` steps of the longest; `D` input features; `H` hidden
/// units. Past a sequence's end its state is kept and nothing is computed.
public final class Recurrence: Operation {
  /// Number of hidden units.
  public let hidden: Int
  private let inputs: Int
  private let cell: any RecurrentCell
  private let embedding: Embedding?
  private var run: RecurrentRun?
  private var sequence: Variable?
  private var repeated: Variable?
  private var output: PackedSequence?
  private var final: (hidden: Variable, memory: Variable)?

  /// A layer without an embedding of its input.
  public convenience init(
    _ set: ParameterSet, _ path: String, cell kind: CellKind, from inputs: Int, hidden: Int
  ) {
    self.init(set, path, cell: kind, from: inputs, hidden: hidden, embedding: nil)
  }

  /// A layer whose input goes through a linear embedding, folded into the recurrent kernel.
  public convenience init(
    _ set: ParameterSet, _ path: String, cell kind: CellKind, from features: Int,
    embedding embeddingPath: String, width: Int, hidden: Int
  ) {
    let embedding = Embedding(set, embeddingPath, from: features, to: width)
    self.init(set, path, cell: kind, from: width, hidden: hidden, embedding: embedding)
  }

  private init(
    _ set: ParameterSet, _ path: String, cell kind: CellKind, from inputs: Int, hidden: Int,
    embedding: Embedding?
  ) {
    self.inputs = inputs
    self.hidden = hidden
    self.embedding = embedding
    cell = kind.make(set, path, inputs: inputs, hidden: hidden)
  }

  /// Runs over a sequence `[N, T, 1, D]` (or `[N, T, D, 1]`).
  ///
  /// - Returns: The outputs, and each sequence's last hidden and memory state `[N, H]`.
  public func callAsFunction(_ x: Variable, lengths: Lengths, _ tape: Tape) -> RecurrentOutput {
    let features = embedding?.features ?? inputs
    precondition(
      x.shape.w * x.shape.c == features && x.shape.n == lengths.sequences
        && x.shape.h >= lengths.longest,
      "Recurrence: input \(x.shape), \(features) features, \(lengths.sequences) sequences")
    (sequence, repeated) = (x, nil)
    return forward(lengths, tape)
  }

  /// Runs with the same input `[N, D]` at every step: a repeated embedding.
  public func callAsFunction(repeating z: Variable, lengths: Lengths, _ tape: Tape)
    -> RecurrentOutput
  {
    precondition(
      z.shape.c == inputs && z.shape.n == lengths.sequences,
      "Recurrence: input \(z.shape), \(inputs) features, \(lengths.sequences) sequences")
    (sequence, repeated) = (nil, z)
    return forward(lengths, tape)
  }

  /// Gates of the cell: 1 (RNN), 4 (LSTM) or 3 (GRU).
  public var gates: Int { cell.gates }

  /// Whether an encoder embeds the memory (LSTM's cell state) and not the hidden state.
  public var embedsMemory: Bool { cell.embedsMemory }

  private func forward(_ lengths: Lengths, _ tape: Tape) -> RecurrentOutput {
    let run = RecurrentRun(
      lengths: lengths, gates: cell.gates, width: wholePanels(hidden), tape: tape)
    self.run = run
    cell.begin()
    for (index, projection) in cell.projections.enumerated() {
      projection.begin(tape, folded: embedding?.fold(projection, index, tape))
      if let z = repeated { projection.repeatInput(z.value.pointer, rows: z.shape.n, tape) }
    }
    for t in 0..<lengths.longest { cell.step(context(t, run, tape)) }
    let result = collect(run, lengths, tape)
    tape.record(self)
    return result
  }

  private func context(_ t: Int, _ run: RecurrentRun, _ tape: Tape) -> StepContext {
    let output = output?.gradient.map { $0 + run.lengths.offset(t) * run.width }
    return run.context(t, tape.kernels.table, input: input(t), outputGradient: output)
  }

  private func input(_ t: Int) -> StepInput {
    guard let x = sequence else { return .repeated }
    let features = x.shape.w * x.shape.c
    return .rows(x.value.pointer + t * features, stride: x.shape.h * features)
  }

  private func collect(_ run: RecurrentRun, _ lengths: Lengths, _ tape: Tape) -> RecurrentOutput {
    let packed = PackedSequence(
      lengths: lengths, width: hidden, stride: run.width, value: run.states,
      gradient: tape.isTraining ? tape.workspace.zeros(lengths.total * run.width) : nil)
    let shape = Shape(lengths.sequences, hidden)
    let final = (hidden: tape.variable(shape), memory: tape.variable(shape))
    for n in 0..<lengths.sequences {
      let row = (lengths.offset(lengths.values[n] - 1) + n) * run.width
      (final.hidden.value.pointer + n * hidden).update(from: run.states + row, count: hidden)
      (final.memory.value.pointer + n * hidden).update(from: run.memories + row, count: hidden)
    }
    // Whoever reads an output writes its gradient; nobody may.
    final.hidden.gradient?.floats.update(repeating: 0)
    final.memory.gradient?.floats.update(repeating: 0)
    (self.output, self.final) = (packed, final)
    return RecurrentOutput(outputs: packed, hidden: final.hidden, memory: final.memory)
  }

  /// Back through time, then all weight gradients as long products over the live rows.
  public func backward(_ tape: Tape) {
    guard let run, let final else { return }
    run.beginGradient(
      hidden: final.hidden.gradient, memory: cell.embedsMemory ? final.memory.gradient : nil, tape)
    for t in stride(from: run.lengths.longest - 1, through: 0, by: -1) {
      cell.gradient(context(t, run, tape))
    }
    cell.finish()
    embedding?.beginGradient()
    for (index, projection) in cell.projections.enumerated() {
      weightGradient(projection, index, run, tape)
    }
  }

  private func weightGradient(
    _ projection: Projection, _ index: Int, _ run: RecurrentRun, _ tape: Tape
  ) {
    projection.weight.gradient.floats.update(repeating: 0)
    projection.bias.gradient.floats.update(repeating: 0)
    let isCandidate = index > 0
    run.addStateGradient(
      projection, states: isCandidate ? run.memories : run.states, delay: isCandidate ? 0 : 1, tape)
    if let z = repeated {
      repeatedGradient(projection, isFirst: index == 0, z, run, tape)
    } else if let x = sequence {
      sequenceGradient(projection, isFirst: index == 0, x, run, tape)
    }
  }

  private func repeatedGradient(
    _ projection: Projection, isFirst: Bool, _ z: Variable, _ run: RecurrentRun, _ tape: Tape
  ) {
    // Every step had the same product, so its gradient is the sum of the gates' over time.
    let columns = projection.gates * hidden
    let sum = run.sumOverTime(projection, tape)
    let table = tape.kernels.table
    addOuter(
      z.value.pointer, sum, rows: z.shape.n, left: inputs, right: columns,
      to: projection.weight.gradient.pointer, table)
    table.add_column_sums(sum, z.shape.n, columns, columns, projection.bias.gradient.pointer)
    guard let dz = z.gradient else { return }
    let packed = tape.workspace.allocate(columns * wholePanels(inputs))
    table.pack(projection.weight.value.pointer, columns, inputs, 1, columns, 1, 0, packed)
    let depth = pieceDepth(columns)
    table.multiply(
      sum, z.shape.n, columns, columns / depth, depth, depth, packed, inputs, nil,
      isFirst ? 0 : 1, 1, dz.pointer, inputs)
  }

  private func sequenceGradient(
    _ projection: Projection, isFirst: Bool, _ x: Variable, _ run: RecurrentRun, _ tape: Tape
  ) {
    if let embedding {
      embedding.gradient(projection, x, run, tape)
      return
    }
    run.addInputGradient(
      projection, x, to: projection.weight.gradient.pointer, projection.bias.gradient.pointer, tape)
    guard let dx = x.gradient else { return }
    if isFirst { dx.floats.update(repeating: 0) }
    run.inputGradient(projection, x, to: dx, tape)
  }
}

/// What a recurrent layer gives: packed outputs and each sequence's last states `[N, H]`.
public struct RecurrentOutput {
  /// Outputs of all live steps.
  public let outputs: PackedSequence
  /// The hidden state after each sequence's last step.
  public let hidden: Variable
  /// The memory after each sequence's last step: LSTM's cell state; meaningless for the others.
  public let memory: Variable
}

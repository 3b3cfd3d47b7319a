import CKernels

/// A dense layer on every step of a recurrent layer's outputs: `[N, T, W, 1]`, or `[N, T, 1, W]`.
///
/// Past a sequence's end the recurrent output is 0, and so the layer's is its bias, which counts in
/// the loss and in the bias's gradient.
public final class SequenceOutput: Operation {
  /// W, `[H, W]`.
  public let weight: Parameter
  /// b, `[W]`.
  public let bias: Parameter
  private var input: PackedSequence?
  private var output: Variable?

  /// A layer with normal weights of standard deviation 0.02 and no bias at first.
  public init(_ set: ParameterSet, _ path: String, from hidden: Int, to outputs: Int) {
    weight = set.parameter("\(path).weight", [hidden, outputs], .normal(deviation: 0.02))
    bias = set.parameter("\(path).bias", [outputs], .constant(0))
  }

  /// Applies the layer for `steps` steps, as many as the longest sequence has or more.
  public func callAsFunction(_ x: PackedSequence, steps: Int, _ tape: Tape) -> Variable {
    let (hidden, outputs) = (weight.shape[0], weight.shape[1])
    precondition(
      x.width == hidden, "SequenceOutput: input width \(x.width), weight \(weight.shape)")
    let lengths = x.lengths
    let y = tape.variable(Shape(lengths.sequences, steps, outputs, 1))
    let table = tape.kernels.table
    let packed = tape.workspace.allocate(hidden * wholePanels(outputs))
    table.pack(weight.value.pointer, hidden, outputs, outputs, 1, 1, 0, packed)
    let depth = pieceDepth(hidden)
    for t in 0..<steps {
      let rows = lengths.live(t)
      let to = y.value.pointer + t * outputs
      if rows > 0 {
        table.multiply(
          x.value + lengths.offset(t) * x.stride, rows, x.stride, hidden / depth, depth, depth,
          packed, outputs, bias.value.pointer, 0, 1, to, steps * outputs)
      }
      for n in rows..<lengths.sequences {
        (to + n * steps * outputs).update(from: bias.value.pointer, count: outputs)
      }
    }
    (input, output) = (x, y)
    tape.record(self)
    return y
  }

  /// As a dense layer's, over live rows; the bias's over all rows.
  public func backward(_ tape: Tape) {
    guard let input, let output, let dy = output.gradient, let dx = input.gradient else { return }
    let (hidden, outputs) = (weight.shape[0], weight.shape[1])
    let (table, lengths) = (tape.kernels.table, input.lengths)
    let steps = output.shape.h
    weight.gradient.floats.update(repeating: 0)
    bias.gradient.floats.update(repeating: 0)
    table.add_column_sums(
      dy.pointer, lengths.sequences * steps, outputs, outputs, bias.gradient.pointer)
    let packed = tape.workspace.allocate(outputs * wholePanels(hidden))
    table.pack(weight.value.pointer, outputs, hidden, 1, outputs, 1, 0, packed)
    for t in 0..<lengths.longest {
      let rows = lengths.live(t)
      let (from, row) = (dy.pointer + t * outputs, lengths.offset(t) * input.stride)
      var piece = segment(left: input.value + row, right: from, rows: rows, right_panel: panel)
      table.add_outer(
        &piece, 1, input.stride, steps * outputs, hidden, outputs, weight.gradient.pointer, outputs)
      table.multiply(
        from, rows, steps * outputs, 1, outputs, outputs, packed, hidden, nil, 0, 1, dx + row,
        input.stride)
    }
  }
}

/// A recurrent layer's outputs as a tensor `[N, T, 1, H]`, zero past each sequence's end.
public final class Unpacking: Operation {
  private var input: PackedSequence?
  private var output: Variable?

  /// The operation.
  public init() {}

  /// Unpacks into `steps` steps.
  public func callAsFunction(_ x: PackedSequence, steps: Int, _ tape: Tape) -> Variable {
    let y = tape.variable(Shape(x.lengths.sequences, steps, 1, x.width))
    y.value.floats.update(repeating: 0)
    copy(x, y.value) { packed, row in row.update(from: packed, count: x.width) }
    (input, output) = (x, y)
    tape.record(self)
    return y
  }

  /// Packs the gradient again.
  public func backward(_ tape: Tape) {
    guard let input, let dy = output?.gradient, let dx = input.gradient else { return }
    let packed = PackedSequence(
      lengths: input.lengths, width: input.width, stride: input.stride, value: dx, gradient: nil)
    copy(packed, dy) { packed, row in packed.update(from: row, count: input.width) }
  }

  private func copy(
    _ packed: PackedSequence, _ tensor: Tensor,
    _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) {
    for t in 0..<packed.lengths.longest {
      let row = packed.value + packed.lengths.offset(t) * packed.stride
      for n in 0..<packed.lengths.live(t) {
        body(
          row + n * packed.stride, tensor.pointer + (n * tensor.shape.h + t) * packed.width)
      }
    }
  }
}

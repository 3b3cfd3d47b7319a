import CKernels

/// The numbers of one pass of a recurrent layer over a batch.
///
/// A step's gates are panels `[rows][16]` of its live rows; states are packed rows. The backward
/// pass puts each gate's gradient where the gate was.
struct RecurrentRun {
  let lengths: Lengths
  let gateCount: Int
  let width: Int
  let gates: UnsafeMutablePointer<Float>
  let states: UnsafeMutablePointer<Float>
  let memories: UnsafeMutablePointer<Float>
  /// Carried gradients, `[N][width]`; empty outside training.
  let stateGradient: UnsafeMutablePointer<Float>
  let memoryGradient: UnsafeMutablePointer<Float>
  private static let rowsOfPiece = 192

  init(lengths: Lengths, gates gateCount: Int, width: Int, tape: Tape) {
    self.lengths = lengths
    self.gateCount = gateCount
    self.width = width
    let rows = lengths.total
    gates = tape.workspace.allocate(rows * gateCount * width)
    states = tape.workspace.allocate(rows * width)
    memories = tape.workspace.allocate(rows * width)
    let carried = tape.isTraining ? lengths.sequences * width : 0
    stateGradient = tape.workspace.zeros(carried)
    memoryGradient = tape.workspace.zeros(carried)
  }

  func gates(_ t: Int) -> UnsafeMutablePointer<Float> {
    gates + lengths.offset(t) * gateCount * width
  }

  func context(
    _ t: Int, _ table: kernel_table, input: StepInput, outputGradient: UnsafeMutablePointer<Float>?
  ) -> StepContext {
    let row = lengths.offset(t) * width
    let before = t > 0 ? lengths.offset(t - 1) * width : 0
    return StepContext(
      table: table, t: t, rows: lengths.live(t), width: width, gates: gates(t),
      previousState: t > 0 ? states + before : nil, state: states + row,
      previousMemory: t > 0 ? memories + before : nil, memory: memories + row,
      outputGradient: outputGradient, stateGradient: stateGradient,
      memoryGradient: memoryGradient, input: input)
  }

  /// The carried gradients begin as those of the last states.
  func beginGradient(hidden: Tensor?, memory: Tensor?, _ tape: Tape) {
    begin(stateGradient, as: hidden)
    begin(memoryGradient, as: memory)
  }

  private func begin(_ carried: UnsafeMutablePointer<Float>, as last: Tensor?) {
    guard let last else { return }
    let columns = last.shape.c
    for n in 0..<lengths.sequences {
      (carried + n * width).update(from: last.pointer + n * columns, count: columns)
    }
  }

  /// dW_state += sum over steps of states^T gates' gradients; the states of `delay` steps before.
  func addStateGradient(
    _ projection: Projection, states: UnsafeMutablePointer<Float>, delay: Int, _ tape: Tape
  ) {
    let to =
      projection.weight.gradient.pointer + projection.inputs * projection.gates * projection.hidden
    addOuter(
      projection, left: { t in states + lengths.offset(t - delay) * width }, leftStride: width,
      leftColumns: projection.hidden, from: 1, to: to, tape)
  }

  /// dW_x += sum over steps of x^T gates' gradients; db += their sum.
  func addInputGradient(
    _ projection: Projection, _ x: Variable, to weight: UnsafeMutablePointer<Float>,
    _ bias: UnsafeMutablePointer<Float>, _ tape: Tape
  ) {
    let features = x.shape.w * x.shape.c
    addOuter(
      projection, left: { t in x.value.pointer + t * features }, leftStride: x.shape.h * features,
      leftColumns: features, from: 0, to: weight, tape)
    projection.forEachPanel { column, columns, index in
      for t in 0..<lengths.longest {
        let rows = lengths.live(t)
        tape.kernels.table.add_column_sums(
          gates(t) + index * panel * rows, rows, panel, columns, bias + column)
      }
    }
  }

  /// dx = gates' gradients W_x^T, added to what is there.
  func inputGradient(_ projection: Projection, _ x: Variable, to dx: Tensor, _ tape: Tape) {
    let features = x.shape.w * x.shape.c
    let packed = projection.inputGradientWeights(tape)
    for t in 0..<lengths.longest {
      let rows = lengths.live(t)
      tape.kernels.table.multiply(
        gates(t) + projection.firstGate * width * rows, rows, panel,
        projection.gates * width / panel, panel * rows, panel, packed, features, nil, 1, 1,
        dx.pointer + t * features, x.shape.h * features)
    }
  }

  /// Sum over time of a projection's gates' gradients, `[N, gates * hidden]`.
  func sumOverTime(_ projection: Projection, _ tape: Tape) -> UnsafeMutablePointer<Float> {
    let columns = projection.gates * projection.hidden
    let sum = tape.workspace.zeros(lengths.sequences * columns)
    projection.forEachPanel { column, width, index in
      for t in 0..<lengths.longest {
        let rows = lengths.live(t)
        tape.kernels.table.add_panel(
          gates(t) + index * panel * rows, rows, width, sum + column, columns)
      }
    }
    return sum
  }

  /// product += sum over steps from `first` of left(t)^T gates' gradients.
  private func addOuter(
    _ projection: Projection, left: (Int) -> UnsafeMutablePointer<Float>, leftStride: Int,
    leftColumns: Int, from first: Int, to product: UnsafeMutablePointer<Float>, _ tape: Tape
  ) {
    // A step has one live row at least, so no piece has more steps than rows.
    let floats = MemoryLayout<segment>.stride / MemoryLayout<Float>.stride * Self.rowsOfPiece
    let segments = UnsafeMutableRawPointer(tape.workspace.allocate(floats))
      .bindMemory(to: segment.self, capacity: Self.rowsOfPiece)
    var t = first
    while t < lengths.longest {
      let end = endOfPiece(from: t)
      projection.forEachStretch { column, columns, index in
        for step in t..<end {
          let rows = lengths.live(step)
          segments[step - t] = segment(
            left: left(step), right: gates(step) + index * panel * rows, rows: rows,
            right_panel: panel * rows)
        }
        tape.kernels.table.add_outer(
          segments, end - t, leftStride, panel, leftColumns, columns, product + column,
          projection.gates * projection.hidden)
      }
      t = end
    }
  }

  /// The step after the last that makes a piece of a long sum with those from `first` on.
  private func endOfPiece(from first: Int) -> Int {
    var end = first + 1
    var rows = lengths.live(first)
    while end < lengths.longest && rows + lengths.live(end) <= Self.rowsOfPiece {
      rows += lengths.live(end)
      end += 1
    }
    return end
  }
}

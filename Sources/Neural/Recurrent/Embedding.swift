import CKernels

/// A linear layer in front of a recurrent one, never computed by itself.
///
/// x E + e followed by the projection's input weights W_x and bias b is one product with E W_x and
/// the bias e W_x + b: with few features far less arithmetic, and no sequence of embeddings.
/// E `[features, width]`, e `[width]`.
final class Embedding {
  let features: Int
  private let width: Int
  private let weight: Parameter
  private let bias: Parameter

  init(_ set: ParameterSet, _ path: String, from features: Int, to width: Int) {
    weight = set.parameter("\(path).weight", [features, width], .normal(deviation: 0.02))
    bias = set.parameter("\(path).bias", [width], .constant(0))
    self.features = features
    self.width = width
  }

  /// E W_x and e W_x + b.
  func fold(_ projection: Projection, _ index: Int, _ tape: Tape) -> (
    weight: UnsafePointer<Float>, bias: UnsafePointer<Float>, depth: Int
  ) {
    let columns = projection.gates * projection.hidden
    let table = tape.kernels.table
    let packed = tape.workspace.allocate(width * wholePanels(columns))
    table.pack(projection.weight.value.pointer, width, columns, columns, 1, 1, 0, packed)
    let foldedWeight = tape.workspace.allocate(features * columns)
    let foldedBias = tape.workspace.allocate(columns)
    let depth = pieceDepth(width)
    table.multiply(
      weight.value.pointer, features, width, width / depth, depth, depth, packed, columns, nil, 0,
      1, foldedWeight, columns)
    table.multiply(
      bias.value.pointer, 1, width, width / depth, depth, depth, packed, columns,
      projection.bias.value.pointer, 0, 1, foldedBias, columns)
    return (UnsafePointer(foldedWeight), UnsafePointer(foldedBias), features)
  }

  func beginGradient() {
    weight.gradient.floats.update(repeating: 0)
    bias.gradient.floats.update(repeating: 0)
  }

  /// From the folded product's gradients F and f: dW_x = E^T F + e^T f, db = f, dE = F W_x^T,
  /// de = f W_x^T; the last two summed over the cell's projections.
  func gradient(_ projection: Projection, _ x: Variable, _ run: RecurrentRun, _ tape: Tape) {
    let columns = projection.gates * projection.hidden
    let table = tape.kernels.table
    let folded = tape.workspace.zeros(features * columns)
    let foldedBias = projection.bias.gradient.pointer
    run.addInputGradient(projection, x, to: folded, foldedBias, tape)
    let weightGradient = projection.weight.gradient.pointer
    addOuter(
      weight.value.pointer, folded, rows: features, left: width, right: columns,
      to: weightGradient, table)
    addOuter(
      bias.value.pointer, foldedBias, rows: 1, left: width, right: columns, to: weightGradient,
      table)
    let packed = tape.workspace.allocate(columns * wholePanels(width))
    table.pack(projection.weight.value.pointer, columns, width, 1, columns, 1, 0, packed)
    let depth = pieceDepth(columns)
    table.multiply(
      folded, features, columns, columns / depth, depth, depth, packed, width, nil, 1, 1,
      weight.gradient.pointer, width)
    table.multiply(
      foldedBias, 1, columns, columns / depth, depth, depth, packed, width, nil, 1, 1,
      bias.gradient.pointer, width)
  }
}

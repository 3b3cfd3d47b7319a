/// Mean of absolute differences over every element of the padded batch, padding included: those of
/// ``MeanSquaredError``. It is measured, never trained on, so it has no gradient.
public enum MeanAbsoluteError {
  /// The error.
  public static func evaluate(_ prediction: Variable, target: Variable, tape: Tape) -> Double {
    precondition(
      prediction.shape.count == target.shape.count,
      "MeanAbsoluteError: prediction \(prediction.shape), target \(target.shape)")
    let count = prediction.shape.count
    let sum = tape.kernels.table.absolute_error(
      prediction.value.pointer, target.value.pointer, count)
    return sum / Double(count)
  }
}

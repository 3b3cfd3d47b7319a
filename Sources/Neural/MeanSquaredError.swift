/// Mean of squared differences over every element of the padded batch, padding included.
public enum MeanSquaredError {
  /// The loss; in training also writes its gradient with respect to the prediction.
  public static func evaluate(_ prediction: Variable, target: Variable, tape: Tape) -> Double {
    precondition(
      prediction.shape.count == target.shape.count,
      "MeanSquaredError: prediction \(prediction.shape), target \(target.shape)")
    let count = prediction.shape.count
    let sum = tape.kernels.table.squared_error(
      prediction.value.pointer, target.value.pointer, count, 2 / Float(count),
      prediction.gradient?.pointer)
    return sum / Double(count)
  }
}

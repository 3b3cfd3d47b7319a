/// Holm's correction of p-values for how many of them there are.
///
/// Source: Holm 1979, "A simple sequentially rejective multiple test procedure".
public enum Holm {
  /// The corrected values, in the order of the given: at most 1, and never against the order of the
  /// given.
  ///
  /// - Precondition: All are within 0...1.
  public static func corrected(_ values: [Double]) -> [Double] {
    precondition(values.allSatisfy { (0...1).contains($0) }, "Holm: not p-values: \(values)")
    var corrected = values
    var greatest = 0.0
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    for (place, index) in order.enumerated() {
      greatest = max(greatest, min(1, values[index] * Double(values.count - place)))
      corrected[index] = greatest
    }
    return corrected
  }
}

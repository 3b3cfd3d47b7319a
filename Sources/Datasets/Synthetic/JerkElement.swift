/// The integrated squared jerk of one polynomial of degree five, as a quadratic form.
///
/// Its six coordinates: position, velocity and acceleration at the start, then at the end.
struct JerkElement {
  private let duration: Double

  init(duration: Double) { self.duration = duration }

  /// An entry of the symmetric matrix, `[6, 6]`.
  subscript(row: Int, column: Int) -> Double {
    let d = duration
    return Self.unit[row * 6 + column] * power(row) * power(column) / (d * d * d * d * d)
  }

  /// Velocities count in units of 1 / duration, accelerations in units of its square.
  private func power(_ row: Int) -> Double {
    switch row % 3 {
    case 0: 1
    case 1: duration
    default: duration * duration
    }
  }

  /// The form for duration 1: the integrals of products of the basis' third derivatives.
  private static let unit: [Double] = [
    720, 360, 60, -720, 360, -60,
    360, 192, 36, -360, 168, -24,
    60, 36, 9, -60, 24, -3,
    -720, -360, -60, 720, -360, 60,
    360, 168, 24, -360, 192, -36,
    -60, -24, -3, 60, -36, 9,
  ]
}

import Foundation
import Reports
import Running

/// How long something takes at several sizes.
struct ScalingCurve: Encodable, Sendable {
  /// A size and its time.
  struct Point: Encodable, Sendable {
    /// Runs, or live rows.
    let size: Int
    /// Seconds of a core.
    let seconds: Double
  }

  /// What is timed.
  let what: String
  /// What the sizes count.
  let unit: String
  let points: [Point]
  /// The slope of the best line through the points' logarithms: 1 is linear.
  let exponent: Double

  init(_ what: String, unit: String, _ points: [Point]) {
    self.what = what
    self.unit = unit
    self.points = points
    exponent = Self.slope(
      points.map { (log(Double($0.size)), log(max($0.seconds, 1e-9))) })
  }

  /// The slope of the line of least squares; 0 of less than two different places.
  static func slope(_ points: [(x: Double, y: Double)]) -> Double {
    let count = Double(points.count)
    let x = points.reduce(0) { $0 + $1.x } / count
    let y = points.reduce(0) { $0 + $1.y } / count
    let square = points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
    return square > 0 ? points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) } / square : 0
  }

  static func table(_ curves: [ScalingCurve]) -> TextTable {
    TextTable(
      header: ["what", "size", "", "ms", "µs each", "exponent"],
      rows: curves.flatMap { curve in
        curve.points.enumerated().map { index, point in
          [
            index == 0 ? curve.what : "", "\(point.size)", curve.unit,
            String(format: "%.2f", 1e3 * point.seconds),
            String(format: "%.3f", 1e6 * point.seconds / Double(point.size)),
            index == curve.points.count - 1 ? String(format: "%.2f", curve.exponent) : "",
          ]
        }
      }, alignments: [.left, .right, .left, .right, .right, .right])
  }
}

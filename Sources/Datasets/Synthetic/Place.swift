/// A point of the page, or the way from one to another.
struct Place {
  /// To the right.
  let x: Double
  /// Upwards.
  let y: Double

  /// The distance from the origin; a way's extent.
  var extent: Double { (x * x + y * y).squareRoot() }
}

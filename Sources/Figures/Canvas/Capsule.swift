/// All points within a radius of a segment: a stroke with round caps, and so round joins.
struct Capsule {
  private let start: Point
  private let delta: Point
  /// 1 over the squared length; 0 for a dot.
  private let inverse: Double
  private let radius: Double
  private let left: Double
  private let right: Double
  /// Half of a row's span, without the caps; infinite for a level segment.
  private let halfSpan: Double
  private let slope: Double
  /// Above it lies nothing.
  let top: Double
  /// Below it lies nothing.
  let bottom: Double

  init(_ segment: Segment, radius: Double) {
    let reach = radius + 0.5
    start = segment.start
    delta = Point(x: segment.end.x - start.x, y: segment.end.y - start.y)
    let squared = delta.x * delta.x + delta.y * delta.y
    inverse = squared > 1e-12 ? 1 / squared : 0
    self.radius = radius
    left = min(start.x, segment.end.x) - reach
    right = max(start.x, segment.end.x) + reach
    top = min(start.y, segment.end.y) - reach
    bottom = max(start.y, segment.end.y) + reach
    let isLevel = abs(delta.y) < 1e-6
    slope = isLevel ? 0 : delta.x / delta.y
    halfSpan = isLevel ? .infinity : reach * squared.squareRoot() / abs(delta.y)
  }

  /// The columns that may be touched at a height.
  func columns(atHeight y: Double) -> (low: Double, high: Double) {
    let middle = start.x + (y - start.y) * slope
    return (max(left, middle - halfSpan), min(right, middle + halfSpan))
  }

  /// How much of the pixel around a point is covered, in 0...1.
  ///
  /// The stroke's overlap with a span one pixel wide across the stroke: exact for long upright and
  /// level strokes, for any width, and smooth between.
  func coverage(x: Double, y: Double) -> Double {
    let (fromX, fromY) = (x - start.x, y - start.y)
    let along = min(max((fromX * delta.x + fromY * delta.y) * inverse, 0), 1)
    let (acrossX, acrossY) = (fromX - along * delta.x, fromY - along * delta.y)
    let distance = (acrossX * acrossX + acrossY * acrossY).squareRoot()
    return max(0, min(distance + 0.5, radius) - max(distance - 0.5, -radius))
  }
}

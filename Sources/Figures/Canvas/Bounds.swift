/// The smallest upright rectangle around points.
struct Bounds: Hashable {
  private(set) var lower: Point
  private(set) var upper: Point

  /// `nil` where no point is finite.
  init?(_ points: [Point]) {
    guard let first = points.first(where: \.isFinite) else { return nil }
    (lower, upper) = (first, first)
    for point in points where point.isFinite { include(point) }
  }

  /// The longer side.
  var side: Double { max(upper.x - lower.x, upper.y - lower.y) }
  /// The middle.
  var center: Point { Point(x: (lower.x + upper.x) / 2, y: (lower.y + upper.y) / 2) }

  /// Grows to hold a point.
  mutating func include(_ point: Point) {
    lower = Point(x: min(lower.x, point.x), y: min(lower.y, point.y))
    upper = Point(x: max(upper.x, point.x), y: max(upper.y, point.y))
  }

  /// Grows towards other bounds, but on each side by no more than a limit.
  mutating func grow(towards other: Bounds, atMost limit: Double) {
    lower.x = max(lower.x - limit, min(lower.x, other.lower.x))
    lower.y = max(lower.y - limit, min(lower.y, other.lower.y))
    upper.x = min(upper.x + limit, max(upper.x, other.upper.x))
    upper.y = min(upper.y + limit, max(upper.y, other.upper.y))
  }
}

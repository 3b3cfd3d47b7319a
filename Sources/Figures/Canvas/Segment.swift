/// A straight piece of a line.
struct Segment: Hashable {
  var start: Point
  var end: Point

  /// The part within an area, `nil` if there is none.
  ///
  /// Source: Liang & Barsky 1984, doi:10.1145/357332.357333.
  func clipped(to area: Area) -> Segment? {
    // From the nearer end, so that a far end's rounding does not reach what is seen.
    let swap = abs(start.x) + abs(start.y) > abs(end.x) + abs(end.y)
    let (near, far) = swap ? (end, start) : (start, end)
    let delta = Point(x: far.x - near.x, y: far.y - near.y)
    var range = (0.0, 1.0)
    Self.narrow(&range, delta.x, area.left - near.x, area.right - near.x)
    Self.narrow(&range, delta.y, area.top - near.y, area.bottom - near.y)
    guard range.0 <= range.1 else { return nil }
    func point(_ t: Double) -> Point {
      area.clamp(Point(x: near.x + t * delta.x, y: near.y + t * delta.y))
    }
    let (first, last) = (point(range.0), point(range.1))
    return swap ? Segment(start: last, end: first) : Segment(start: first, end: last)
  }

  /// Keeps the part of `range` where `low <= t * slope <= high`.
  private static func narrow(
    _ range: inout (Double, Double), _ slope: Double, _ low: Double, _ high: Double
  ) {
    if slope == 0 {
      if low > 0 || high < 0 { range.1 = -1 }
      return
    }
    let (a, b) = (low / slope, high / slope)
    range = (max(range.0, min(a, b)), min(range.1, max(a, b)))
  }
}

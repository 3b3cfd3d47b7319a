/// A rectangle of a canvas, in pixels; the lower and right sides are not part of it.
public struct Area: Hashable, Sendable {
  /// The left side.
  public var left: Double
  /// The upper side.
  public var top: Double
  /// The right side.
  public var right: Double
  /// The lower side.
  public var bottom: Double

  /// Makes an area.
  public init(left: Double, top: Double, right: Double, bottom: Double) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  /// Its extent in x.
  var width: Double { right - left }
  /// Its extent in y.
  var height: Double { bottom - top }
  /// Its middle.
  var center: Point { Point(x: (left + right) / 2, y: (top + bottom) / 2) }

  /// The area with every side moved inwards, or outwards by a negative distance.
  func inset(by distance: Double) -> Area {
    Area(
      left: left + distance, top: top + distance, right: right - distance,
      bottom: bottom - distance)
  }

  /// The nearest point that lies in the area.
  func clamp(_ point: Point) -> Point {
    Point(x: min(max(point.x, left), right), y: min(max(point.y, top), bottom))
  }
}

extension Area {
  /// Its sides as a closed line.
  var outline: [Point] {
    [
      Point(x: left, y: top), Point(x: right, y: top), Point(x: right, y: bottom),
      Point(x: left, y: bottom), Point(x: left, y: top),
    ]
  }
}

/// The rhythm of a dashed line, in pixels along it.
public struct Dash: Hashable, Sendable {
  /// The length drawn.
  public let on: Double
  /// The length left out.
  public let off: Double

  /// Makes a rhythm.
  ///
  /// - Precondition: Both are at least 0.5, so that no line has endless dashes.
  public init(on: Double, off: Double) {
    precondition(on >= 0.5 && off >= 0.5, "Dash: on \(on), off \(off)")
    self.on = on
    self.off = off
  }

  /// The drawn parts of a polyline.
  func pieces(of segments: [Segment]) -> [Segment] {
    var walker = Walker(dash: self, left: on, isOn: true)
    return segments.flatMap { walker.pieces(of: $0) }
  }

  /// Goes along a polyline and keeps the rhythm over its corners.
  private struct Walker {
    let dash: Dash
    /// What is left of the present dash or gap.
    var left: Double
    var isOn: Bool

    mutating func pieces(of segment: Segment) -> [Segment] {
      let delta = Point(x: segment.end.x - segment.start.x, y: segment.end.y - segment.start.y)
      let length = (delta.x * delta.x + delta.y * delta.y).squareRoot()
      func point(_ way: Double) -> Point {
        Point(
          x: segment.start.x + delta.x * way / length, y: segment.start.y + delta.y * way / length)
      }
      var pieces: [Segment] = []
      var way = 0.0
      while way < length {
        let next = min(length, way + left)
        if isOn { pieces.append(Segment(start: point(way), end: point(next))) }
        left -= next - way
        way = next
        if left <= 1e-9 { turn() }
      }
      return pieces
    }

    private mutating func turn() {
      isOn.toggle()
      left = isOn ? dash.on : dash.off
    }
  }
}

/// One shape of the round pen, before it becomes pixels: what a drawing of lines is made of.
public struct Stroke: Hashable, Sendable {
  /// Polylines in pixels of the sheet, cut where the pen left it or its clip; a single point is a
  /// dot.
  public let paths: [[Point]]
  /// The pen's width, pixels.
  public let width: Double
  /// The pen's colour.
  public let color: Color
  /// The rhythm; `nil` for a full line.
  public let dash: Dash?

  /// Makes a stroke.
  public init(paths: [[Point]], width: Double, color: Color, dash: Dash? = nil) {
    self.paths = paths
    self.width = width
    self.color = color
    self.dash = dash
  }
}

/// A figure as the strokes it is made of, in their order, for drawings that can be scaled.
public func strokes(of figure: some Figure) -> [Stroke] {
  var canvas = Canvas(recording: figure.size)
  figure.draw(on: &canvas)
  return canvas.strokes ?? []
}

extension Stroke {
  /// Joins pieces of a line that follow each other without a gap.
  static func joined(_ segments: [Segment]) -> [[Point]] {
    segments.reduce(into: [[Point]]()) { paths, segment in
      if let last = paths.last?.last, isNear(last, segment.start) {
        paths[paths.count - 1].append(segment.end)
      } else {
        paths.append(segment.start == segment.end ? [segment.start] : [segment.start, segment.end])
      }
    }
  }

  // Cutting rounds: an end may lie a hair beside the next start.
  private static func isNear(_ one: Point, _ other: Point) -> Bool {
    abs(one.x - other.x) + abs(one.y - other.y) < 1e-6
  }
}

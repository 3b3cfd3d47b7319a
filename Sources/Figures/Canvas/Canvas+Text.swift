extension Canvas {
  /// Writes one line of text in the stroke font: printable ASCII and a few signs.
  ///
  /// - Parameters:
  ///   - text: A character the font lacks becomes an empty box.
  ///   - point: On the line the letters stand on, rounded to a pixel so that they are crisp.
  ///   - style: Size, colour, and which part of the text stands at the point.
  public mutating func write(_ text: String, at point: Point, style: TextStyle) {
    let width = StrokeFont.width(text, size: style.size)
    let shift =
      switch style.anchor {
      case .start: 0.0
      case .middle: -width / 2
      case .end: -width
      }
    let paths = StrokeFont.paths(text, size: style.size).map { path in
      path.map { Self.place(Point(x: $0.x + shift, y: $0.y), at: point, style.isUpright) }
    }
    stroke(paths: paths, width: style.penWidth, color: style.color)
  }

  private static func place(_ glyph: Point, at point: Point, _ isUpright: Bool) -> Point {
    isUpright
      ? Point(x: point.x.rounded() - glyph.y, y: point.y - glyph.x)
      : Point(x: point.x + glyph.x, y: point.y.rounded() - glyph.y)
  }
}

/// The strokes of a character, in the units of ``StrokeFont``.
struct Glyph {
  /// Blank before it.
  let left: Double
  /// Where the next character begins.
  let advance: Double
  /// Its strokes; y is up from the line the letters stand on.
  let paths: [[Point]]

  /// Makes a glyph.
  ///
  /// - Parameters:
  ///   - left: Blank before it, measured from the middle of the pen.
  ///   - width: From the leftmost to the rightmost middle of the pen.
  ///   - right: Blank behind it.
  ///   - outline: Words apart by spaces. `M` moves the pen, `L` draws a straight line, `H` and `V`
  ///     a quarter of an ellipse that sets out level or upright, `C` a cubic Bézier curve, each to
  ///     the point that follows it; `D` puts a dot.
  init(_ left: Double, _ width: Double, _ right: Double, _ outline: String) {
    self.left = left
    self.advance = left + width + right
    self.paths = GlyphReader.paths(outline)
  }
}

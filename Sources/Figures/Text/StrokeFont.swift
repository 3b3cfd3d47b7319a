/// A sans-serif alphabet of our own, drawn with one round pen.
///
/// Units: 20 from the ascenders' top to the descenders' foot; capitals are 14 high, small letters
/// 10, and descenders reach to -4. Digits are equally wide, so that columns of numbers align.
enum StrokeFont {
  /// The height of capitals, as a part of the size.
  static let capHeight = 14.0 / 20
  /// The height of small letters, as a part of the size.
  static let xHeight = 10.0 / 20

  /// The glyph of a character; one we do not have is an empty box.
  static func glyph(_ character: Character) -> Glyph {
    letters[character] ?? signs[character] ?? unknown
  }

  /// The width of a line of text, in pixels.
  static func width(_ text: String, size: Double) -> Double {
    text.reduce(0) { $0 + glyph($1).advance } * size / 20
  }

  /// The size at which a line of text is no wider than it may be, at most a given one.
  static func size(_ text: String, atMost size: Double, within width: Double) -> Double {
    let natural = self.width(text, size: size)
    return natural > width ? size * max(width, 0) / natural : size
  }

  /// The polylines of a line of text that begins at the origin, y up, in pixels.
  static func paths(_ text: String, size: Double) -> [[Point]] {
    let scale = size / 20
    var origin = 0.0
    return text.flatMap { character in
      let glyph = glyph(character)
      let left = origin + glyph.left
      origin += glyph.advance
      return glyph.paths.map { path in
        path.map { Point(x: (left + $0.x) * scale, y: $0.y * scale) }
      }
    }
  }

  private static let unknown = Glyph(2, 7, 2, "M 0,0 L 0,14 L 7,14 L 7,0 L 0,0")
}

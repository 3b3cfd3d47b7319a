import Figures

/// Drawings of lines as SVG within a page: sharp at every size, and coloured anew in the dark.
enum SVG {
  /// The drawing's element.
  ///
  /// - Parameters:
  ///   - picture: Its description, and its width on the page.
  ///   - id: The name of its lines, for other elements that show the same.
  static func element(
    _ picture: Picture, id: String, _ strokes: [Stroke], width: Int, height: Int
  ) -> String {
    opening(picture, width: width, height: height)
      + "<g id=\"\(id)\" fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\">"
      + paths(strokes) + "</g></svg>"
  }

  /// An element that shows what another one does.
  static func repetition(_ picture: Picture, of id: String, width: Int, height: Int) -> String {
    opening(picture, width: width, height: height) + "<use href=\"#\(id)\"/></svg>"
  }

  private static func opening(_ picture: Picture, width: Int, height: Int) -> String {
    let (unit, shown) = (SVGPath.unitsPerPixel, picture.width ?? width)
    let across = max(1, shown * height / max(1, width))
    return "<svg class=\"figure\" viewBox=\"0 0 \(unit * width) \(unit * height)\" "
      + "width=\"\(shown)\" height=\"\(across)\" role=\"img\" "
      + "aria-label=\"\(HTML.attribute(picture.description))\" "
      + "data-figure=\"\(HTML.attribute(picture.path))\">"
  }

  /// Strokes of one pen that follow each other are one path.
  private static func paths(_ strokes: [Stroke]) -> String {
    var text = ""
    var rest = strokes.filter { !$0.paths.isEmpty }[...]
    while let first = rest.first {
      let same = rest.prefix { $0.isOfPen(first) }
      text += path(first, same.flatMap(\.paths))
      rest = rest.dropFirst(same.count)
    }
    return text
  }

  private static func path(_ pen: Stroke, _ lines: [[Point]]) -> String {
    let dash = pen.dash.map { " stroke-dasharray=\"\(units($0.on)) \(units($0.off))\"" } ?? ""
    return
      "<path stroke=\"#\(hexadecimal(pen.color))\" stroke-width=\"\(units(pen.width))\"\(dash) "
      + "d=\"\(SVGPath.data(lines))\"/>"
  }

  private static func units(_ pixels: Double) -> String {
    NumberText.rounded(pixels * Double(SVGPath.unitsPerPixel), 3)
  }

  private static func hexadecimal(_ color: Color) -> String {
    [color.red, color.green, color.blue].map { value in
      (value < 16 ? "0" : "") + String(value, radix: 16)
    }.joined()
  }
}

extension Stroke {
  /// Whether another stroke is drawn with the same pen.
  fileprivate func isOfPen(_ other: Stroke) -> Bool {
    width == other.width && color == other.color && dash == other.dash
  }
}

@testable import Figures

/// A figure made of a closure.
struct Sketch: Figure {
  let size: (width: Int, height: Int)
  let body: @Sendable (inout Canvas) -> Void

  init(_ width: Int, _ height: Int, _ body: @escaping @Sendable (inout Canvas) -> Void = { _ in }) {
    self.size = (width, height)
    self.body = body
  }

  func draw(on canvas: inout Canvas) { body(&canvas) }
}

extension Figure {
  /// The figure's pixels.
  var canvas: Canvas {
    var canvas = Canvas(width: size.width, height: size.height)
    draw(on: &canvas)
    return canvas
  }
}

extension Canvas {
  /// The colour of a pixel.
  func color(_ column: Int, _ row: Int) -> Color {
    let cell = 3 * (row * width + column)
    return Color(
      UInt32(pixels[cell]) << 16 | UInt32(pixels[cell + 1]) << 8 | UInt32(pixels[cell + 2]))
  }

  /// How many pixels within an area have a colour.
  func count(_ color: Color, in area: Area? = nil) -> Int {
    let area = area ?? self.area
    return (Int(area.top)..<Int(area.bottom)).reduce(0) { sum, row in
      sum
        + (Int(area.left)..<Int(area.right)).count { self.color($0, row) == color }
    }
  }

  /// A hash of the pixels (FNV-1a, 64 bits).
  var fingerprint: UInt64 {
    pixels.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

let black = Color(0x000000)
let white = Color(0xFFFFFF)

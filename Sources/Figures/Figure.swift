/// Values that can be drawn: the same pixels from the same values, on every machine.
public protocol Figure: Sendable {
  /// Pixels across and down; both at least 1.
  var size: (width: Int, height: Int) { get }

  /// Draws on a white canvas of `size`.
  func draw(on canvas: inout Canvas)
}

/// Draws a figure and encodes it as a PNG file: 8-bit RGB, no time and no text inside.
///
/// The pixels depend on the figure alone; the bytes also on the versions of libpng and zlib.
///
/// - Throws: ``FigureError`` if a side is not in 1...``FigureError/largestSide``, or libpng refuses.
public func png(of figure: some Figure) throws(FigureError) -> [UInt8] {
  let (width, height) = figure.size
  guard FigureError.sides.contains(width), FigureError.sides.contains(height) else {
    throw FigureError(code: .size, width: width, height: height, message: nil)
  }
  var canvas = Canvas(width: width, height: height)
  figure.draw(on: &canvas)
  return try PNGEncoder.encode(canvas)
}

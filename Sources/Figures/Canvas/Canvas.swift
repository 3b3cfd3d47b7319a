/// A white sheet of pixels with one tool, a round pen whose edges are smooth.
///
/// Coordinates are pixels from the upper left corner; the first pixel's middle is (0.5, 0.5).
/// Colours are mixed in sRGB as they are. Only + - * / and square roots, which are exactly rounded
/// everywhere, lead from values to pixels.
public struct Canvas: Sendable {
  /// Pixels across.
  public let width: Int
  /// Pixels down.
  public let height: Int
  /// Red, green, blue of each pixel, row by row from the top: `[height, width, 3]`.
  public private(set) var pixels: [UInt8]
  private var mask: CoverageMask
  /// What was drawn, where strokes are kept in place of pixels.
  private(set) var strokes: [Stroke]?

  /// Makes a white sheet.
  ///
  /// - Precondition: Both sides are at least 1.
  public init(width: Int, height: Int) {
    precondition(width >= 1 && height >= 1, "Canvas: \(width) x \(height)")
    self.width = width
    self.height = height
    self.pixels = [UInt8](repeating: 255, count: width * height * 3)
    self.mask = CoverageMask(width: width, height: height)
  }

  /// Makes a sheet that keeps strokes and no pixels.
  init(recording size: (width: Int, height: Int)) {
    (width, height) = size
    pixels = []
    mask = CoverageMask(width: 1, height: 1)
    strokes = []
  }

  /// The whole sheet.
  public var area: Area { Area(left: 0, top: 0, right: Double(width), bottom: Double(height)) }

  /// Draws a polyline of a width with round joins and caps; a single point is a dot.
  ///
  /// - Parameters:
  ///   - points: In order. Points that are not finite break the line.
  ///   - width: Pixels; below 1 the line is paler.
  ///   - color: The pen's colour.
  ///   - dash: The rhythm; `nil` draws a full line.
  ///   - clip: Where the pen leaves traces; `nil` for everywhere.
  public mutating func stroke(
    _ points: [Point], width: Double, color: Color, dash: Dash? = nil, clip: Area? = nil
  ) {
    stroke(paths: [points], width: width, color: color, dash: dash, clip: clip)
  }

  /// Draws several polylines as one shape: where they meet, the colour is no darker.
  public mutating func stroke(
    paths: [[Point]], width: Double, color: Color, dash: Dash? = nil, clip: Area? = nil
  ) {
    let clip = clip ?? area
    guard strokes == nil else {
      let kept = Self.cut(paths, clip)
      strokes?.append(Stroke(paths: kept, width: width, color: color, dash: dash))
      return
    }
    for run in paths.flatMap(Self.runs) {
      // Cut before dashing: a line to far away would have no end of dashes.
      let segments = Self.segments(of: run).compactMap {
        $0.clipped(to: clip.inset(by: -width - 1))
      }
      for piece in dash?.pieces(of: segments) ?? segments {
        mask.add(piece, radius: width / 2, clip: clip)
      }
    }
    blend(color)
  }

  /// What of polylines lies within a clip.
  private static func cut(_ paths: [[Point]], _ clip: Area) -> [[Point]] {
    paths.flatMap(runs).flatMap { run in
      Stroke.joined(segments(of: run).compactMap { $0.clipped(to: clip) })
    }
  }

  /// The stretches of finite points.
  private static func runs(_ points: [Point]) -> [ArraySlice<Point>] {
    points.split(omittingEmptySubsequences: true) { !$0.isFinite }
  }

  private static func segments(of run: ArraySlice<Point>) -> [Segment] {
    guard run.count > 1 else { return run.map { Segment(start: $0, end: $0) } }
    return zip(run, run.dropFirst()).map { Segment(start: $0, end: $1) }
  }

  private mutating func blend(_ color: Color) {
    let width = width
    pixels.withUnsafeMutableBufferPointer { pixels in
      mask.drain { row, columns, coverage in
        for (column, alpha) in zip(columns, coverage) where alpha > 0 {
          let cell = 3 * (row * width + column)
          pixels[cell] = Self.mix(pixels[cell], color.red, alpha)
          pixels[cell + 1] = Self.mix(pixels[cell + 1], color.green, alpha)
          pixels[cell + 2] = Self.mix(pixels[cell + 2], color.blue, alpha)
        }
      }
    }
  }

  private static func mix(_ below: UInt8, _ above: UInt8, _ alpha: UInt8) -> UInt8 {
    let alpha = Int(alpha)
    return UInt8((Int(below) * (255 - alpha) + Int(above) * alpha + 127) / 255)
  }
}

/// How much of each pixel a shape covers: 0 none, 255 all.
///
/// Segments are united by the greater coverage, so a line that crosses itself is not darker there.
struct CoverageMask {
  let width: Int
  let height: Int
  private var values: [UInt8]
  /// The touched columns of each row; empty where the row is untouched.
  private var touched: [Range<Int>]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    self.values = [UInt8](repeating: 0, count: width * height)
    self.touched = [Range<Int>](repeating: 0..<0, count: height)
  }

  /// Adds all that lies within `radius` of a segment, where it is inside `clip`.
  ///
  /// The segment may leave `clip` by a little, but not be so far that pixels lose their precision.
  mutating func add(_ segment: Segment, radius: Double, clip: Area) {
    let capsule = Capsule(segment, radius: radius)
    let columns = Self.pixels(from: clip.left, to: clip.right, count: width)
    for row in Self.pixels(from: clip.top, to: clip.bottom, count: height)
      .clamped(to: Self.pixels(from: capsule.top, to: capsule.bottom, count: height))
    {
      let (low, high) = capsule.columns(atHeight: Double(row) + 0.5)
      let range = Self.pixels(from: low, to: high, count: width).clamped(to: columns)
      if !range.isEmpty { fill(row, range, capsule) }
    }
  }

  /// Hands out every touched row, its columns and their coverage, and forgets them.
  mutating func drain(_ body: (_ row: Int, _ columns: Range<Int>, _ coverage: [UInt8]) -> Void) {
    for row in 0..<height where !touched[row].isEmpty {
      let columns = touched[row]
      let cells = row * width + columns.lowerBound..<row * width + columns.upperBound
      body(row, columns, Array(values[cells]))
      for cell in cells { values[cell] = 0 }
      touched[row] = 0..<0
    }
  }

  private mutating func fill(_ row: Int, _ columns: Range<Int>, _ capsule: Capsule) {
    let known = touched[row]
    touched[row] =
      known.isEmpty
      ? columns
      : min(known.lowerBound, columns.lowerBound)..<max(known.upperBound, columns.upperBound)
    let y = Double(row) + 0.5
    values.withUnsafeMutableBufferPointer { values in
      for column in columns {
        let coverage = capsule.coverage(x: Double(column) + 0.5, y: y)
        let cell = row * width + column
        values[cell] = max(values[cell], Self.step(coverage))
      }
    }
  }

  /// Coverage in 17 steps, as 4 x 4 samples a pixel would give: the eye sees no difference, and
  /// files are a quarter smaller.
  private static func step(_ coverage: Double) -> UInt8 { 15 * UInt8(coverage * 17 + 0.5) }

  /// The pixels a span touches, within `0..<count`.
  private static func pixels(from low: Double, to high: Double, count: Int) -> Range<Int> {
    let first = min(max(low.rounded(.down), 0), Double(count))
    let last = min(max(high.rounded(.up), first), Double(count))
    return Int(first)..<Int(last)
  }
}

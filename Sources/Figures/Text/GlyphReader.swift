/// Reads the outlines of ``Glyph``: a small language of moves, lines and curves.
struct GlyphReader {
  /// How far the handles of a quarter of an ellipse reach: 4/3 (sqrt 2 - 1).
  private static let handle = 0.552_284_749_830_793_4
  /// Straight pieces a curve becomes.
  private static let pieces = 8

  private var words: ArraySlice<Substring>
  private var paths: [[Point]] = []

  /// The polylines of an outline.
  static func paths(_ outline: String) -> [[Point]] {
    var reader = GlyphReader(words: outline.split(separator: " ")[...])
    while let command = reader.words.popFirst() { reader.obey(command) }
    return reader.paths
  }

  private init(words: ArraySlice<Substring>) {
    self.words = words
  }

  private mutating func obey(_ command: Substring) {
    switch command {
    case "M": paths.append([point()])
    case "L": line(to: point())
    case "H": quarter(to: point(), isLevelFirst: true)
    case "V": quarter(to: point(), isLevelFirst: false)
    case "C": curve(point(), point(), point())
    case "D": dot(point())
    default: preconditionFailure("Glyph: no command \(command)")
    }
  }

  private mutating func point() -> Point {
    let numbers = words.popFirst()?.split(separator: ",").compactMap { Double($0) } ?? []
    precondition(numbers.count == 2, "Glyph: a point has two numbers, not \(numbers)")
    return Point(x: numbers[0], y: numbers[1])
  }

  private mutating func line(to point: Point) {
    precondition(!paths.isEmpty, "Glyph: a line without a move before it")
    paths[paths.count - 1].append(point)
  }

  private mutating func quarter(to end: Point, isLevelFirst: Bool) {
    let start = paths.last?.last ?? end
    let (dx, dy) = ((end.x - start.x) * Self.handle, (end.y - start.y) * Self.handle)
    if isLevelFirst {
      curve(Point(x: start.x + dx, y: start.y), Point(x: end.x, y: end.y - dy), end)
    } else {
      curve(Point(x: start.x, y: start.y + dy), Point(x: end.x - dx, y: end.y), end)
    }
  }

  private mutating func curve(_ b: Point, _ c: Point, _ d: Point) {
    let a = paths.last?.last ?? d
    for piece in 1...Self.pieces {
      let t = Double(piece) / Double(Self.pieces)
      let u = 1 - t
      func mix(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
        u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
      }
      line(to: Point(x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y)))
    }
  }

  /// A ring so small that the pen fills it: a dot wider than the pen.
  private mutating func dot(_ center: Point) {
    let radius = 0.35
    paths.append([Point(x: center.x, y: center.y + radius)])
    quarter(to: Point(x: center.x + radius, y: center.y), isLevelFirst: true)
    quarter(to: Point(x: center.x, y: center.y - radius), isLevelFirst: false)
    quarter(to: Point(x: center.x - radius, y: center.y), isLevelFirst: true)
    quarter(to: Point(x: center.x, y: center.y + radius), isLevelFirst: false)
  }
}

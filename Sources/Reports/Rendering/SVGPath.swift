import Figures

/// Lines as the path data of SVG: whole numbers, each place relative to the one before.
enum SVGPath {
  /// Units of a path in a figure's pixel.
  static let unitsPerPixel = 2

  /// The `d` attribute of some polylines; what is too small to see is left out.
  static func data(_ paths: [[Point]]) -> String {
    var text = ""
    for path in paths where !path.isEmpty { append(simplified(path), to: &text) }
    return text
  }

  private static func append(_ path: [Point], to text: inout String) {
    let places = path.map { (x: units($0.x), y: units($0.y)) }
    text += "M\(places[0].x) \(places[0].y)"
    if places.count == 1 { text += "h0" }
    text += places.count > 1 ? "l" : ""
    for (index, (one, next)) in zip(places, places.dropFirst()).enumerated() {
      let (x, y) = (next.x - one.x, next.y - one.y)
      text += index > 0 && x >= 0 ? " \(x)" : "\(x)"
      text += y >= 0 ? " \(y)" : "\(y)"
    }
  }

  private static func units(_ value: Double) -> Int {
    Int((value * Double(unitsPerPixel)).rounded())
  }

  /// The polyline without points that lie within half a pixel of what is drawn without them.
  ///
  /// Source: D. Douglas and T. Peucker 1973, doi:10.3138/FM57-6770-U75U-7727.
  static func simplified(_ path: [Point]) -> [Point] {
    guard path.count > 2 else { return path }
    var isKept = [Bool](repeating: false, count: path.count)
    (isKept[0], isKept[path.count - 1]) = (true, true)
    var open = [0..<path.count - 1]
    while let range = open.popLast() {
      guard let far = farthest(range, of: path) else { continue }
      isKept[far] = true
      open += [range.lowerBound..<far, far..<range.upperBound]
    }
    return zip(path, isKept).filter(\.1).map(\.0)
  }

  private static let tolerance = 0.5

  /// The point between two that lies farthest from the line through them, if that is far enough.
  private static func farthest(_ range: Range<Int>, of path: [Point]) -> Int? {
    let (start, end) = (path[range.lowerBound], path[range.upperBound])
    var (most, place): (Double, Int?) = (tolerance * tolerance, nil)
    for index in range.dropFirst() {
      let distance = squaredDistance(path[index], start, end)
      if distance > most { (most, place) = (distance, index) }
    }
    return place
  }

  private static func squaredDistance(_ point: Point, _ start: Point, _ end: Point) -> Double {
    let (alongX, alongY) = (end.x - start.x, end.y - start.y)
    let (fromX, fromY) = (point.x - start.x, point.y - start.y)
    let squared = alongX * alongX + alongY * alongY
    let part = squared > 0 ? min(1, max(0, (fromX * alongX + fromY * alongY) / squared)) : 0
    let (x, y) = (fromX - part * alongX, fromY - part * alongY)
    return x * x + y * y
  }
}

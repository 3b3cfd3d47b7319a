/// Takes the values of several channels over time to pixels of their panel: time from left to
/// right, one scale of values for all.
struct LineScale: Hashable {
  private let steps: Int
  private let bounds: Bounds
  private let area: Area

  /// Fits lines into an area: the truth sets the scale, and a reconstruction widens it only so far,
  /// as in ``PanelScale``. `nil` where there is no finite value.
  init?(truth: [[Float]], reconstruction: [[Float]], in area: Area) {
    guard let bounds = PanelScale.bounds(Self.heights(truth), Self.heights(reconstruction)) else {
      return nil
    }
    self.bounds = bounds
    self.area = area
    steps = (truth + reconstruction).map(\.count).max() ?? 0
  }

  /// A line's pixels.
  func callAsFunction(_ line: [Float]) -> [Point] {
    let across = area.width / Double(max(steps - 1, 1))
    // Values that never change have no scale: they lie in the middle.
    let up = bounds.side > 0 ? area.height / bounds.side : 0
    return line.enumerated().map { step, value in
      Point(
        x: area.left + Double(step) * across,
        y: area.center.y - (Double(value) - bounds.center.y) * up)
    }
  }

  private static func heights(_ lines: [[Float]]) -> [Point] {
    lines.joined().map { Point(x: 0, y: Double($0)) }
  }
}

/// Takes positions of a trajectory to pixels of its panel: equal units in x and y, y up.
struct PanelScale: Hashable {
  /// How far a reconstruction may widen its panel on each side, in parts of the truth's longer side.
  static let leeway = 0.3

  /// Pixels per unit.
  let factor: Double
  /// What comes to lie in the middle.
  let middle: Point
  /// The panel's middle, pixels.
  let center: Point

  /// Fits trajectories into an area.
  ///
  /// The truth sets the scale; a reconstruction only widens it so far, since one that is wildly
  /// wrong would shrink the truth to a dot. `nil` where there is no finite point.
  init?(truth: [Point], reconstruction: [Point], in area: Area) {
    guard let bounds = Self.bounds(truth, reconstruction) else { return nil }
    // A trajectory that stands still has no size: any scale shows its dot in the middle.
    factor = bounds.side > 0 ? min(area.width, area.height) / bounds.side : 1
    middle = bounds.center
    center = area.center
  }

  /// A position's pixel.
  func callAsFunction(_ point: Point) -> Point {
    Point(
      x: center.x + (point.x - middle.x) * factor, y: center.y - (point.y - middle.y) * factor)
  }

  /// Where truth and reconstruction lie, the latter as far as it may widen the panel.
  static func bounds(_ truth: [Point], _ reconstruction: [Point]) -> Bounds? {
    let other = Bounds(reconstruction)
    guard var bounds = Bounds(truth) else { return other }
    guard let other else { return bounds }
    bounds.grow(towards: other, atMost: bounds.side > 0 ? leeway * bounds.side : .infinity)
    return bounds
  }
}

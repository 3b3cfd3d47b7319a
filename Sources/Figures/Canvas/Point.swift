/// A place: data units in a chart, pixels (x right, y down, from the upper left corner) on a canvas.
public struct Point: Hashable, Sendable {
  /// To the right.
  public var x: Double
  /// Up in a chart, down on a canvas.
  public var y: Double

  /// Makes a point.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  /// Whether both coordinates are numbers one can draw.
  var isFinite: Bool { x.isFinite && y.isFinite }
}

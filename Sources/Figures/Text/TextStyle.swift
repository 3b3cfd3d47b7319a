/// How a line of text looks and lies.
public struct TextStyle: Hashable, Sendable {
  /// Which part of the text stands at the given point.
  public enum Anchor: Sendable {
    /// Its first, middle or last pixel.
    case start
    case middle
    case end
  }

  /// From the ascenders' top to the descenders' foot, pixels; capitals are 0.7 of it.
  public let size: Double
  /// The pen's colour.
  public let color: Color
  /// Which part of the text stands at the given point.
  public let anchor: Anchor
  /// Whether the pen is a third wider.
  public let isBold: Bool
  /// Whether the text runs upwards.
  public let isUpright: Bool

  /// Makes a style.
  public init(
    size: Double, color: Color, anchor: Anchor = .start, isBold: Bool = false,
    isUpright: Bool = false
  ) {
    self.size = size
    self.color = color
    self.anchor = anchor
    self.isBold = isBold
    self.isUpright = isUpright
  }

  /// The pen's width, pixels.
  var penWidth: Double { size * (isBold ? 0.112 : 0.084) }
}

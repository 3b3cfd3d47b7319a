/// One line of a ``LineChart``.
public struct LineSeries: Hashable, Sendable {
  /// How a line is drawn.
  public enum Style: Sendable {
    /// A full line.
    case solid
    /// A dashed and thinner line.
    case dashed
    /// A dot for each point and no line.
    case dots
  }

  /// What the line is; in a group, what it is there: `train`, `test`.
  public let name: String
  /// What it belongs to: `lstm_ae`. Series of a group share a line of the legend; `nil` stands alone.
  public let group: String?
  /// Which of the ten colours, from 0; give the series of a group the same one.
  public let color: Int
  /// How it is drawn.
  public let style: Style
  /// In data units, in drawing order. Points that are not finite, or not positive on a logarithmic
  /// scale, break the line.
  public let points: [Point]

  /// Makes a series.
  public init(
    name: String, group: String? = nil, color: Int, style: Style = .solid, points: [Point]
  ) {
    self.name = name
    self.group = group
    self.color = color
    self.style = style
    self.points = points
  }
}

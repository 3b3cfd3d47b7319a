/// Lines over labelled axes, with a legend to the right where there is more than one series.
public struct LineChart: Figure {
  /// How values become places.
  public enum Scale: Sendable {
    /// Equal differences are equally long.
    case linear
    /// Equal ratios are equally long.
    case logarithmic
  }

  /// The line above the plot; empty for none.
  public let title: String
  /// What x is, with its unit.
  public let xLabel: String
  /// What y is, with its unit.
  public let yLabel: String
  /// The lines; later ones lie over earlier ones.
  public let series: [LineSeries]
  /// How values become heights.
  public let yScale: Scale
  /// How values become columns.
  public let xScale: Scale
  /// Pixels across and down.
  public let size: (width: Int, height: Int)

  /// Makes a chart; without a point to draw it says "no data".
  public init(
    title: String = "", xLabel: String, yLabel: String, series: [LineSeries],
    yScale: Scale = .linear, xScale: Scale = .linear, width: Int = 1000, height: Int = 600
  ) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.series = series
    self.yScale = yScale
    self.xScale = xScale
    self.size = (width, height)
  }
}

/// Where the parts of a ``LineChart`` lie.
struct ChartLayout {
  /// Pixels.
  enum Size {
    static let text = 21.0
    static let title = 27.0
    static let tickGap = 10.0
    static let margin = 18.0
  }

  let chart: LineChart
  /// The horizontal axis; `nil` if there is nothing to show.
  let x: Axis?
  /// The vertical axis; `nil` if there is nothing to show.
  let y: Axis?
  let legend: Legend
  /// Within the axes.
  let plot: Area

  init(of chart: LineChart) {
    self.chart = chart
    let points = chart.shownPoints
    x =
      switch chart.xScale {
      case .linear: Axis.linear(points.map(\.x), padding: Self.hasDots(chart) ? 0.02 : 0)
      case .logarithmic: Axis.logarithmic(points.map(\.x))
      }
    y =
      switch chart.yScale {
      case .linear: Axis.linear(points.map(\.y), padding: 0.05)
      case .logarithmic: Axis.logarithmic(points.map(\.y))
      }
    let (top, bottom) = Self.heights(chart)
    legend = Legend(of: chart.series).fitting(
      rows: Int((bottom - top) / Legend.Layout.rowHeight), width: 0.4 * Double(chart.size.width))
    let right = legend.entries.isEmpty ? 2 * Size.margin : legend.width + 3 * Size.margin
    plot = Area(
      left: Self.left(y), top: top, right: Double(chart.size.width) - right.rounded(.up),
      bottom: bottom)
  }

  /// A dot on an axis would be cut in half.
  private static func hasDots(_ chart: LineChart) -> Bool {
    chart.series.contains { $0.style == .dots }
  }

  /// A point's pixel; not finite for one that cannot be shown.
  func pixel(_ point: Point) -> Point {
    Point(x: pixelX(point.x), y: pixelY(point.y))
  }

  /// The column of a value.
  func pixelX(_ value: Double) -> Double { plot.left + (x?.fraction(value) ?? .nan) * plot.width }

  /// The row of a value.
  func pixelY(_ value: Double) -> Double {
    plot.bottom - (y?.fraction(value) ?? .nan) * plot.height
  }

  private static func heights(_ chart: LineChart) -> (top: Double, bottom: Double) {
    let top = chart.title.isEmpty ? Size.margin + 4 : 2 * Size.margin + Size.title
    let labels = 2 * Size.text + Size.tickGap + Size.margin + 8
    return (top.rounded(), (Double(chart.size.height) - labels).rounded())
  }

  private static func left(_ y: Axis?) -> Double {
    let labels = y?.ticks.map { StrokeFont.width($0.label, size: Size.text) }.max() ?? 0
    return (Size.margin + Size.text + Size.margin + labels + Size.tickGap).rounded(.up)
  }
}

extension LineChart {
  /// Draws grid, lines, axes and legend.
  public func draw(on canvas: inout Canvas) {
    let layout = ChartLayout(of: self)
    layout.drawGrid(on: &canvas)
    for line in series { layout.draw(line, on: &canvas) }
    layout.drawAxes(on: &canvas)
    layout.drawLegend(on: &canvas)
    if layout.x == nil {
      canvas.write(
        "no data", at: layout.plot.center,
        style: TextStyle(size: 34, color: Palette.axis, anchor: .middle))
    }
  }

  /// The points that can be shown.
  var shownPoints: [Point] {
    series.flatMap(\.points).filter {
      Axis.isShown($0.x, xScale == .logarithmic) && Axis.isShown($0.y, yScale == .logarithmic)
    }
  }
}

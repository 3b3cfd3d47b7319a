extension ChartLayout {
  /// Draws the lines behind the data.
  func drawGrid(on canvas: inout Canvas) {
    for value in y?.minor ?? [] { drawLevel(pixelY(value), 1, Palette.minorGrid, on: &canvas) }
    for tick in y?.ticks ?? [] { drawLevel(pixelY(tick.value), 2, Palette.grid, on: &canvas) }
    for tick in x?.ticks ?? [] {
      let column = pixelX(tick.value).rounded()
      canvas.stroke(
        [Point(x: column, y: plot.top), Point(x: column, y: plot.bottom)], width: 2,
        color: Palette.minorGrid, clip: plot)
    }
  }

  /// Draws one series.
  func draw(_ series: LineSeries, on canvas: inout Canvas) {
    let pixels = series.points.map(pixel)
    let isDot = pixels.filter(\.isFinite).count == 1
    let color = Palette.series(series.color)
    let clip = plot.inset(by: -6)
    switch series.style {
    case .solid: canvas.stroke(pixels, width: isDot ? 11 : 3.4, color: color, clip: clip)
    case .dashed:
      canvas.stroke(pixels, width: isDot ? 11 : 2.4, color: color, dash: Self.dash, clip: clip)
    case .dots: canvas.stroke(paths: pixels.map { [$0] }, width: 9, color: color, clip: clip)
    }
  }

  private static let dash = Dash(on: 9, off: 6)

  /// Draws the title, and the two axes with their labels.
  func drawAxes(on canvas: inout Canvas) {
    canvas.stroke(
      [
        Point(x: plot.left, y: plot.top), Point(x: plot.left, y: plot.bottom),
        Point(x: plot.right, y: plot.bottom),
      ], width: 2, color: Palette.axis)
    drawTickLabels(on: &canvas)
    write(
      chart.xLabel, Point(x: plot.center.x, y: Double(chart.size.height) - Size.margin), .middle,
      on: &canvas)
    canvas.write(
      chart.yLabel, at: Point(x: Size.margin + 0.75 * Size.text, y: plot.center.y),
      style: TextStyle(size: Size.text, color: Palette.ink, anchor: .middle, isUpright: true))
    drawTitle(on: &canvas)
  }

  /// Draws the title over the plot's middle, smaller if it is long.
  private func drawTitle(on canvas: inout Canvas) {
    let middle = plot.center.x
    let room = 2 * min(middle, Double(chart.size.width) - middle) - 2 * Size.margin
    let size = StrokeFont.size(chart.title, atMost: Size.title, within: room)
    canvas.write(
      chart.title, at: Point(x: middle, y: Size.margin + 0.8 * Size.title),
      style: TextStyle(size: size, color: Palette.ink, anchor: .middle))
  }

  /// Draws the key to the right of the plot.
  func drawLegend(on canvas: inout Canvas) {
    let left = plot.right + 1.5 * Size.margin
    for (row, entry) in legend.entries.enumerated() {
      let middle = plot.top + (Double(row) + 0.5) * Legend.Layout.rowHeight
      drawSwatch(entry, Point(x: left, y: middle.rounded()), on: &canvas)
      let text = Point(
        x: left + Legend.Layout.swatch + Legend.Layout.gap,
        y: middle + Legend.Layout.textSize * StrokeFont.xHeight / 2)
      canvas.write(
        entry.text, at: text, style: TextStyle(size: Legend.Layout.textSize, color: Palette.ink))
    }
  }

  private func drawTickLabels(on canvas: inout Canvas) {
    let middle = Size.text * StrokeFont.capHeight / 2
    for tick in y?.ticks ?? [] {
      write(
        tick.label, Point(x: plot.left - Size.tickGap, y: pixelY(tick.value) + middle), .end,
        on: &canvas)
    }
    for tick in x?.ticks ?? [] {
      let row = plot.bottom + Size.tickGap + Size.text * StrokeFont.capHeight
      write(tick.label, Point(x: pixelX(tick.value), y: row), .middle, on: &canvas)
    }
  }

  private func drawSwatch(_ entry: Legend.Entry, _ start: Point, on canvas: inout Canvas) {
    guard let color = entry.color else { return }
    let line = [start, Point(x: start.x + Legend.Layout.swatch, y: start.y)]
    switch entry.style {
    case .solid: canvas.stroke(line, width: 5, color: color)
    case .dashed: canvas.stroke(line, width: 2.4, color: color, dash: Self.dash)
    case .dots:
      canvas.stroke(
        [Point(x: start.x + Legend.Layout.swatch / 2, y: start.y)], width: 11, color: color)
    }
  }

  private func drawLevel(
    _ row: Double, _ width: Double, _ color: Color, on canvas: inout Canvas
  ) {
    // An odd width is sharp around a pixel's middle, an even one between two pixels.
    let sharp = row.rounded() + (width == 1 ? 0.5 : 0)
    canvas.stroke(
      [Point(x: plot.left, y: sharp), Point(x: plot.right, y: sharp)], width: width, color: color,
      clip: plot)
  }

  private func write(
    _ text: String, _ point: Point, _ anchor: TextStyle.Anchor, on canvas: inout Canvas
  ) {
    canvas.write(
      text, at: point, style: TextStyle(size: Size.text, color: Palette.ink, anchor: anchor))
  }
}

extension TrajectoryGrid {
  /// Pixels.
  private enum Layout {
    static let cell = 200
    static let titleHeight = 64
    static let titleSize = 34.0
    static let frameInset = 5.0
  }

  /// 200 pixels a cell, and 64 above them for a title.
  public var size: (width: Int, height: Int) {
    (Layout.cell * columns, Layout.cell * rows + top)
  }

  /// Draws the title and the panels.
  public func draw(on canvas: inout Canvas) {
    if let title { draw(title, on: &canvas) }
    for (index, panel) in panels.prefix(max(rows * columns, 0)).enumerated() {
      let frame = cell(index).inset(by: Layout.frameInset)
      panel.draw(on: &canvas, in: frame)
      canvas.stroke(frame.outline, width: 2, color: Palette.frame)
    }
  }

  private func draw(_ title: String, on canvas: inout Canvas) {
    let width = Double(size.width)
    let textSize = StrokeFont.size(title, atMost: Layout.titleSize, within: width - 20)
    canvas.write(
      title, at: Point(x: width / 2, y: 46),
      style: TextStyle(size: textSize, color: Palette.ink, anchor: .middle))
  }

  private var top: Int { title == nil ? 0 : Layout.titleHeight }

  /// The square of a panel.
  func cell(_ index: Int) -> Area {
    let left = Double(Layout.cell * (index % columns))
    let above = Double(Layout.cell * (index / columns) + top)
    let side = Double(Layout.cell)
    return Area(left: left, top: above, right: left + side, bottom: above + side)
  }
}

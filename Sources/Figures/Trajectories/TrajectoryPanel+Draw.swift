extension TrajectoryPanel {
  /// Pixels: widths of lines and of the blank around them, for cells of 200.
  private enum Pen {
    static let blank = 22.0
    static let truth = 9.0
    static let reconstruction = 5.4
    static let start = 14.0
  }

  /// Draws the panel within a cell; nothing leaves the cell.
  func draw(on canvas: inout Canvas, in cell: Area) {
    if channels == 2 { drawPath(on: &canvas, in: cell) } else { drawLines(on: &canvas, in: cell) }
  }

  private func drawPath(on canvas: inout Canvas, in cell: Area) {
    let (truth, copy) = (Self.points(truth), Self.points(reconstruction ?? []))
    let area = cell.inset(by: Pen.blank)
    guard let scale = PanelScale(truth: truth, reconstruction: copy, in: area) else { return }
    func stroke(_ points: [Point], _ width: Double, _ color: Color) {
      canvas.stroke(points.map { scale($0) }, width: width, color: color, clip: cell)
    }
    if reconstruction != nil { stroke(truth, Pen.truth, Palette.truth) }
    // Beneath the coloured line: one that stays at its start is a dot within the dot.
    stroke(Array(truth.prefix(1)), Pen.start, Palette.start)
    stroke(reconstruction == nil ? truth : copy, Pen.reconstruction, Palette.trajectory)
  }

  /// Pairs of numbers as points.
  private static func points(_ numbers: [Float]) -> [Point] {
    stride(from: 0, to: numbers.count - 1, by: 2).map {
      Point(x: Double(numbers[$0]), y: Double(numbers[$0 + 1]))
    }
  }
}

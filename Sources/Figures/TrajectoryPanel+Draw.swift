extension TrajectoryPanel {
  /// Pixels: what a line's width and a blank are, for cells of 200.
  private enum Pen {
    static let blank = 22.0
    static let truth = 8.0
    static let reconstruction = 5.0
    static let start = 11.0
  }

  /// Draws the panel within a cell; nothing leaves the cell.
  func draw(on canvas: inout Canvas, in cell: Area) {
    let (truth, copy) = (Self.points(truth), Self.points(reconstruction ?? []))
    let area = cell.inset(by: Pen.blank)
    guard let scale = PanelScale(truth: truth, reconstruction: copy, in: area) else { return }
    func stroke(_ points: [Point], _ width: Double, _ color: Color) {
      canvas.stroke(points.map { scale($0) }, width: width, color: color, clip: cell)
    }
    if reconstruction == nil {
      stroke(truth, Pen.reconstruction, Palette.trajectory)
    } else {
      stroke(truth, Pen.truth, Palette.truth)
      stroke(copy, Pen.reconstruction, Palette.trajectory)
    }
    stroke(Array(truth.prefix(1)), Pen.start, Palette.ink)
  }

  /// Pairs of numbers as points.
  private static func points(_ numbers: [Float]) -> [Point] {
    stride(from: 0, to: numbers.count - 1, by: 2).map {
      Point(x: Double(numbers[$0]), y: Double(numbers[$0 + 1]))
    }
  }
}

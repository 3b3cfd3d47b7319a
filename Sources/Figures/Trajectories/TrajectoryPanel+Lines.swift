extension TrajectoryPanel {
  /// Pixels: widths of lines and of the blank around them, for cells of 200.
  private enum Pen {
    static let blank = 16.0
    static let truth = 5.0
    static let line = 3.0
    /// More lines than this are drawn half as wide, so that they can be followed.
    static let manyLines = 6
  }

  /// Draws each channel as a line over time, in a colour of its own, all to one scale; nothing
  /// leaves the cell.
  func drawLines(on canvas: inout Canvas, in cell: Area) {
    let (truth, copy) = (lines(truth), lines(reconstruction ?? []))
    guard let scale = LineScale(truth: truth, reconstruction: copy, in: cell.inset(by: Pen.blank))
    else { return }
    func stroke(_ line: [Float], _ pen: Double, _ color: Color) {
      let width = channels > Pen.manyLines ? pen / 2 : pen
      canvas.stroke(scale(line), width: width, color: color, clip: cell)
    }
    if reconstruction != nil {
      for line in truth { stroke(line, Pen.truth, Palette.truth) }
    }
    for (channel, line) in (reconstruction == nil ? truth : copy).enumerated() {
      stroke(line, Pen.line, Palette.series(channel))
    }
  }

  /// The values of each channel over time.
  private func lines(_ values: [Float]) -> [[Float]] {
    (0..<channels).map { channel in
      (0..<values.count / channels).map { values[$0 * channels + channel] }
    }
  }
}

extension TrajectoryGrid {
  /// 200 pixels a cell.
  public var size: (width: Int, height: Int) { (200 * columns, 200 * rows) }

  /// Draws the panels.
  public func draw(on canvas: inout Canvas) {}
}

extension LineChart {
  /// Draws axes, lines and legend.
  public func draw(on canvas: inout Canvas) {}
}

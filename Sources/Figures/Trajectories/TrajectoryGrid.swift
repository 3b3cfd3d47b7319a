/// Trajectories side by side, each to its own scale with equal units in x and y, without ticks;
/// those of other channels than two as lines over time.
///
/// A reconstruction lies in colour over the truth in light grey; the truth alone is in colour.
/// Each cell is 200 pixels wide and high.
public struct TrajectoryGrid: Figure, Hashable {
  /// The line above the panels.
  public let title: String?
  /// Panels down.
  public let rows: Int
  /// Panels across.
  public let columns: Int
  /// Row by row; those past `rows * columns` are left out, missing ones leave white cells.
  public let panels: [TrajectoryPanel]

  /// Makes a grid.
  public init(
    title: String? = nil, rows: Int = 5, columns: Int = 5, panels: [TrajectoryPanel]
  ) {
    self.title = title
    self.rows = rows
    self.columns = columns
    self.panels = panels
  }
}

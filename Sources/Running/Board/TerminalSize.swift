/// How much a terminal shows.
package struct TerminalSize: Hashable, Sendable {
  /// At least 1.
  package let columns: Int
  /// At least 1.
  package let rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
  }
}

/// What a board says of a sweep besides its events.
package struct BoardTitle: Sendable {
  /// The sweep's name.
  let sweep: String
  /// Runs of its plan that need not be run.
  let settled: Int
  /// What a search is doing; `nil` where there is none.
  let stage: String?

  package init(sweep: String, settled: Int = 0, stage: String? = nil) {
    (self.sweep, self.settled, self.stage) = (sweep, settled, stage)
  }
}

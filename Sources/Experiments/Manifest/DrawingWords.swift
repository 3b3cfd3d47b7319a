/// What is drawn of a run's states.
public struct DrawingWords: Codable, Hashable, Sendable {
  /// The title of the pictures' column among the results.
  public let column: String
  /// The words over all of them.
  public let heading: String
  /// What they show.
  public let summary: String

  /// Makes words.
  public init(column: String, heading: String, _ summary: String) {
    self.column = column
    self.heading = heading
    self.summary = summary
  }
}

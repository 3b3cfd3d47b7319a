/// What a search knows: how its runs came out, and what its program answered.
public struct SearchKnowledge: Hashable, Sendable {
  /// How runs came out, by id; a run that is not there has not come to its end.
  public let outcomes: [String: SearchOutcome]
  /// What a search program answered, in any order.
  public let answers: [SearchAnswer]

  /// Makes a knowledge.
  public init(outcomes: [String: SearchOutcome] = [:], answers: [SearchAnswer] = []) {
    self.outcomes = outcomes
    self.answers = answers
  }

  /// The same with one more answer.
  public func with(_ answer: SearchAnswer) -> SearchKnowledge {
    SearchKnowledge(outcomes: outcomes, answers: answers + [answer])
  }

  /// Nothing.
  public static let none = SearchKnowledge()
}

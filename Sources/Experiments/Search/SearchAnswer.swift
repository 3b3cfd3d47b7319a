/// What a search program answered, once and for all: a resumed search does not ask again.
public struct SearchAnswer: Codable, Hashable, Sendable {
  /// Stands for all that the answer follows from but the results: the program, its files, the space and
  /// the seed. An answer of another key is none.
  public let key: String
  /// The round, from 0.
  public let round: Int
  /// The place of the group that it is for.
  public let group: Int
  /// A line for each trial, as it was said: a JSON object with `parameters`, and perhaps more, which the
  /// program gets back.
  public let trials: [String]

  /// Makes an answer.
  public init(key: String, round: Int, group: Int, trials: [String]) {
    self.key = key
    self.round = round
    self.group = group
    self.trials = trials
  }
}

/// How a spec wants its space searched.
public struct SearchSpec: Hashable, Sendable {
  /// Where trials come from.
  public enum Method: Hashable, Sendable {
    /// Every combination.
    case grid
    /// Points that are drawn.
    case drawn(Points)
    /// A program that is told results and asked for trials: its command, an item each, and the files
    /// that it is made of, relative to the spec.
    case program(command: [String], inputs: [String])

    /// Independent draws.
    public static let random = Method.drawn(.random)
    /// Scrambled Sobol points.
    public static let sobol = Method.drawn(.sobol)

    /// The word that a spec has for every combination.
    static let gridWord = "grid"
    /// The words that a spec may have.
    static let words = [gridWord] + Points.allCases.map(\.rawValue)

    /// The method of a word; `nil` where it is none.
    init?(word: String) {
      guard let method = word == Self.gridWord ? .grid : Points(rawValue: word).map(Method.drawn)
      else { return nil }
      self = method
    }
  }

  /// Points that trials are drawn at, by the word that a spec has for them.
  public enum Points: String, CaseIterable, Hashable, Sendable {
    /// Independent draws.
    case random
    /// Scrambled Sobol points (Joe and Kuo 2008; Owen 1995).
    case sobol
  }

  /// Where trials come from.
  public let method: Method
  /// How many trials each combination of what ``SelectionSpec/per`` names gets; `nil` for a grid.
  public let trials: Int?
  /// Seed of all that the search draws; never that of a run.
  public let seed: Int
  /// How many trials a program is asked for at a time; what they gave is told before the next are
  /// asked for.
  public let round: Int
  /// What a program is told of each trial; `nil` for the metric of halving, of the selection, or the
  /// headline.
  public let metric: MetricName?
  /// Trials that go on only while they are among the best; `nil` where all go to their end.
  public let halving: Halving?
  /// What a run that failed means to the rounds after it.
  public let failures: Failures

  /// Makes a search.
  public init(
    _ method: Method, trials: Int? = nil, seed: Int = 0, round: Int = 8,
    metric: MetricName? = nil, halving: Halving? = nil, failures: Failures = .stop
  ) {
    self.method = method
    self.trials = trials
    self.seed = seed
    self.round = round
    self.metric = metric
    self.halving = halving
    self.failures = failures
  }

  /// Successive halving (Jamieson and Talwalkar 2016) on complete rungs.
  public struct Halving: Hashable, Sendable {
    /// What the trials of a rung are compared by.
    public let metric: MetricName
    /// One of so many goes on, and goes on so many times as long.
    public let factor: Int
    /// The budget of the first rung; that of the last is the spec's own.
    public let from: Int

    /// Makes a halving.
    public init(metric: MetricName, factor: Int, from: Int) {
      self.metric = metric
      self.factor = factor
      self.from = from
    }
  }

  /// What a run that failed means to the rounds after it.
  public enum Failures: String, CaseIterable, Codable, Hashable, Sendable {
    /// The search waits until it was run again: so what was found does not depend on accidents.
    case stop
    /// It counts as the worst.
    case worst
  }
}

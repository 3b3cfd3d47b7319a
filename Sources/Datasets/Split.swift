import Randomness

/// Which sequences train and which test, as indices into the data file's order.
public struct Split: Codable, Hashable, Sendable {
  /// Indices of the train set, in the order evaluation visits them.
  public let train: [Int]
  /// Indices of the test set, in the order evaluation visits them.
  public let test: [Int]

  /// Makes a split of given indices.
  public init(train: [Int], test: [Int]) {
    self.train = train
    self.test = test
  }

  /// Splits four to one within each letter, then mixes the letters.
  ///
  /// Letters are taken in sorted order; of a letter's `n` sequences, shuffled, the first
  /// `floor(4n/5)` train. Letters must be mixed because batch normalisation sees whole batches.
  /// A data set without labels is one letter: its split is by the shuffled order alone.
  /// A pure function of its arguments.
  ///
  /// - Parameters:
  ///   - labels: The letter of each sequence, in the data file's order; all empty where there
  ///     are none.
  ///   - seed: The split's seed, never a run's.
  public static func make(labels: [String], seed: Int) -> Split {
    var train: [Int] = []
    var test: [Int] = []
    let members = Dictionary(grouping: labels.indices) { labels[$0] }
    for (letter, indices) in members.sorted(by: { $0.key < $1.key }) {
      let mixed = RandomStream(seed: seed, purpose: "split letter \(letter)").shuffled(indices)
      let share = 4 * mixed.count / 5
      train += mixed[..<share]
      test += mixed[share...]
    }
    return Split(
      train: RandomStream(seed: seed, purpose: "split train order").shuffled(train),
      test: RandomStream(seed: seed, purpose: "split test order").shuffled(test))
  }
}

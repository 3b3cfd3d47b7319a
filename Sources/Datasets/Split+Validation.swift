import Randomness

extension Split {
  /// Takes a share of the train set away, to choose by, and leaves the test set as it is.
  ///
  /// Of each letter's `n` sequences that train, shuffled, the nearest whole number to `share * n` are
  /// taken. What is left keeps its order. A pure function of its arguments.
  ///
  /// - Parameters:
  ///   - share: Above 0 and below 1.
  ///   - labels: As in ``make(labels:seed:)``.
  ///   - seed: The split's seed, never a run's.
  /// - Returns: The rest to train on, and what was taken, in the order of the train set.
  public func validation(
    share: Double, labels: [String], seed: Int
  ) -> (split: Split, validation: [Int]) {
    var taken: Set<Int> = []
    for (letter, indices) in Dictionary(grouping: train.sorted(), by: { labels[$0] }) {
      let mixed = RandomStream(seed: seed, purpose: "validation letter \(letter)").shuffled(indices)
      taken.formUnion(mixed.prefix(Int((share * Double(mixed.count)).rounded())))
    }
    return (
      Split(train: train.filter { !taken.contains($0) }, test: test),
      train.filter(taken.contains)
    )
  }
}

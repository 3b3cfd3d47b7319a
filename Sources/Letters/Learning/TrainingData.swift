import Datasets
import Experiments
import Randomness
import Training

/// The sequences a run sees, and which of them train.
public struct TrainingData: Sendable {
  /// All sequences, in the data file's order.
  public let set: TrajectorySet
  /// Which train and which test.
  public let split: Split
  /// Which do neither, but are measured to choose by; none where there is no such share.
  public let validation: [Int]

  /// Splits a set as a configuration wants it.
  ///
  /// - Parameter validation: The share of the train set to choose by; `nil` for none.
  public init(_ set: TrajectorySet, splitSeed: Int, validation: Double? = nil) {
    self.set = set
    let split = Split.make(labels: set.labels, seed: splitSeed)
    guard let validation else {
      (self.split, self.validation) = (split, [])
      return
    }
    (self.split, self.validation) = split.validation(
      share: validation, labels: set.labels, seed: splitSeed)
  }

  /// What is measured beside the train set: the validation set where there is one, and then never the
  /// test set, so that nobody chooses by it.
  var measured: [Int] { validation.isEmpty ? split.test : validation }

  /// The order in which an epoch visits the train set: indices into the data file's order.
  ///
  /// - Parameter epoch: 1 for the first. A pure function of the seed and the epoch.
  public func order(epoch: Int, configuration: Configuration) -> [Int] {
    guard configuration.train.shuffle else { return split.train }
    return RandomStream(seed: configuration.seed, purpose: "train order", epoch: epoch)
      .shuffled(split.train)
  }

  /// Full batches of indices, each longest sequence first; the incomplete last one is dropped.
  ///
  /// A set smaller than one batch is one batch by itself, so that small sets can be evaluated.
  public func batches(_ indices: [Int], size: Int) -> [[Int]] {
    let size = Self.batchSize(indices, size)
    return stride(from: 0, through: indices.count - size, by: size).map { first in
      longestFirst(Array(indices[first..<first + size]))
    }
  }

  /// How many batches these are.
  func batchCount(_ indices: [Int], size: Int) -> Int {
    indices.count / Self.batchSize(indices, size)
  }

  private static func batchSize(_ indices: [Int], _ size: Int) -> Int {
    max(1, min(size, indices.count))
  }

  /// Recurrent layers compute live rows only, which needs the longest first; ties keep their order.
  func longestFirst(_ indices: [Int]) -> [Int] {
    indices.enumerated()
      .sorted { (-length($0.element), $0.offset) < (-length($1.element), $1.offset) }
      .map(\.element)
  }

  /// Steps of the shortest sequence.
  var leastSteps: Int { self.set.trajectories.map(\.length).min() ?? 0 }

  private func length(_ index: Int) -> Int { set.trajectories[index].length }

  /// Checks that the data are a run's and suffice for its batches.
  func check(_ configuration: Configuration, leastSteps: Int) throws(TrainingError) {
    guard set.fingerprint == configuration.dataset.fingerprint else {
      throw TrainingError(
        .otherData,
        "\(set.name): fingerprint \(set.fingerprint), but the run was planned for "
          + configuration.dataset.fingerprint)
    }
    let size = configuration.train.batchSize
    guard split.train.count >= size, !measured.isEmpty else {
      throw TrainingError(
        .unusableData,
        "\(set.name): \(split.train.count) train and \(split.test.count) test sequences, but "
          + "train.batch_size is \(size)")
    }
    let longest = min(
      longestOfShortestBatch(split.train, size), longestOfShortestBatch(measured, size))
    guard longest >= leastSteps else {
      throw TrainingError(
        .unusableData,
        "\(set.name): a batch of \(size) may have no sequence longer than \(longest) steps, but "
          + "this model needs \(leastSteps); other families need fewer")
    }
  }

  /// Steps of the longest sequence in the batch of the shortest sequences: no batch has fewer.
  private func longestOfShortestBatch(_ indices: [Int], _ size: Int) -> Int {
    indices.map(length).sorted().prefix(size).last ?? 0
  }
}

import Testing

@testable import Datasets

/// What is taken of the train set to choose by.
@Suite(.timeLimit(.minutes(60))) struct ValidationTests {
  private static let labels = (0..<200).map { ["a", "b", "c"][$0 % 3] }
  private static let split = Split.make(labels: labels, seed: 3)

  private func taken(_ share: Double, seed: Int = 3) -> (split: Split, validation: [Int]) {
    Self.split.validation(share: share, labels: Self.labels, seed: seed)
  }

  @Test func theTrainSetIsPartedAndTheTestSetStays() {
    let (split, validation) = taken(0.1)
    #expect(split.test == Self.split.test)
    #expect((split.train + validation).sorted() == Self.split.train.sorted())
    #expect(split.train == Self.split.train.filter(split.train.contains))
  }

  @Test(arguments: [0.1, 0.25, 0.5]) func eachLetterGivesItsShare(_ share: Double) {
    let (_, validation) = taken(share)
    for label in ["a", "b", "c"] {
      let all = Self.split.train.filter { Self.labels[$0] == label }.count
      let own = validation.filter { Self.labels[$0] == label }.count
      #expect(own == Int((share * Double(all)).rounded()))
    }
  }

  @Test func itFollowsFromTheSeedAlone() {
    #expect(taken(0.2).validation == taken(0.2).validation)
    #expect(taken(0.2).validation != taken(0.2, seed: 4).validation)
  }
}

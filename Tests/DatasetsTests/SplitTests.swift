import Testing

@testable import Datasets

@Suite(.timeLimit(.minutes(60))) struct SplitTests {
  static let labels = (0..<103).map { ["c", "a", "b", "a"][$0 % 4] }

  @Test func everySequenceStandsOnceInTrainOrTest() {
    let split = Split.make(labels: Self.labels, seed: 0)
    #expect((split.train + split.test).sorted() == Array(Self.labels.indices))
  }

  @Test func eachLetterGivesFourFifthsRoundedDownToTrain() {
    let split = Split.make(labels: Self.labels, seed: 0)
    for letter in ["a", "b", "c"] {
      let all = Self.labels.count { $0 == letter }
      #expect(split.train.count { Self.labels[$0] == letter } == 4 * all / 5)
    }
  }

  @Test func lettersAreMixed() {
    let split = Split.make(labels: Self.labels, seed: 0)
    #expect(Set(split.train.prefix(20).map { Self.labels[$0] }).count == 3)
    #expect(split.train != split.train.sorted())
  }

  @Test func itIsAFunctionOfLabelsAndSeed() {
    let split = Split.make(labels: Self.labels, seed: 0)
    #expect(Split.make(labels: Self.labels, seed: 0) == split)
    #expect(Split.make(labels: Self.labels, seed: 1) != split)
  }

  /// Stored results rest on these orders: if this fails, runs of before cannot be compared.
  @Test func theOrdersAreThoseOfBefore() {
    let split = Split.make(labels: Array("abababababaaaaa").map(String.init), seed: 0)
    #expect(split.train == [5, 4, 3, 12, 2, 1, 7, 10, 14, 6, 8, 13])
    #expect(split.test == [0, 11, 9])
  }

  @Test func aLoneSequenceOfALetterTests() {
    #expect(Split.make(labels: ["a"], seed: 0) == Split(train: [], test: [0]))
    #expect(Split.make(labels: [], seed: 0) == Split(train: [], test: []))
  }
}

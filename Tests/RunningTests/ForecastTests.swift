import Experiments
import Letters
import Testing

@testable import Running

/// The one model of how long runs take.
@Suite(.timeLimit(.minutes(60))) struct ForecastTests {
  private let dataset = DatasetRecord(
    name: "d", choice: "c", fingerprint: "f", sequences: 100, train: 80, test: 20,
    isSynthetic: true, source: .synthetic(sequences: 100, seed: 0))

  private func kind(_ family: Family, _ cell: Cell? = nil, epochs: Int = 10) -> RunKind {
    let configuration = Configuration(
      variant: Variant(family, cell), seed: 0,
      model: ModelSettings(latent: 64, hidden: family.hasCell ? 128 : nil),
      train: TrainSettings(
        epochs: epochs, batchSize: 64, learningRate: 0.001, shuffle: true, figureEpochs: [],
        evaluateEvery: 10), dataset: DatasetIdentity(fingerprint: "f", splitSeed: 0), engine: 1)
    return RunKind(configuration, .letters)
  }

  private func costs(_ known: [KindCost] = [], speed: Double = 100e9) -> CostModel {
    CostModel(known, dataset: dataset) { speed }
  }

  @Test func theFirstEstimateFollowsFromTheSpeedOfTheMachine() {
    let (slow, fast) = (costs(speed: 50e9), costs(speed: 100e9))
    let (one, two) = (
      slow.seconds(kind(.crnn, .gru), epochs: 3), fast.seconds(kind(.crnn, .gru), epochs: 3)
    )
    #expect(abs(one / two - 2) < 1e-9)
    // A step of 64 letters takes 2.8 billion operations, so 47 ms at 60 % of 100 billion a second.
    let step = fast.seconds(kind(.crnn, .gru), epochs: 1) * 64 / 80
    #expect((0.045...0.057).contains(step))
  }

  @Test func runsThatWereTimedAreBelieved() {
    let known = [KindCost(kind: kind(.cnn), seconds: 40, sequences: 800)]
    #expect(costs(known).seconds(kind(.cnn), epochs: 2) == 8)
  }

  @Test func runsOfOtherKindsTellTheSpeed() {
    let expected = costs().seconds(kind(.cnn), epochs: 100)
    #expect(expected > 1)
    let known = [KindCost(kind: kind(.cnn), seconds: 3 * expected, sequences: 8000)]
    let before = costs().seconds(kind(.rnn, .lstm), epochs: 1)
    let after = costs(known).seconds(kind(.rnn, .lstm), epochs: 1)
    #expect(abs(after / before - 3) < 1e-9)
  }

  @Test func whatRunsIsSharedAmongTheSlots() {
    let known = [KindCost(kind: kind(.cnn), seconds: 100, sequences: 8000)]
    let forecast = Forecast(costs: costs(known), waiting: [kind(.cnn): 100], slots: 4)
    #expect(abs(forecast.seconds - 25) < 1e-9)
    let one = Forecast(costs: costs(known), waiting: [kind(.cnn): 10], slots: 4)
    #expect(abs(one.seconds - 10) < 1e-9, "a run is not divided")
  }

  @Test func nothingLeftTakesNoTimeAndTheLongestRunIsTheLeast() {
    let known = [KindCost(kind: kind(.cnn), seconds: 100, sequences: 8000)]
    #expect(Forecast(costs: costs(known), waiting: [:], slots: 4).seconds == 0)
    let run = Forecast.Running(kind: kind(.cnn), done: 5, seconds: 5, left: 50)
    let forecast = Forecast(costs: costs(known), running: [run], waiting: [:], slots: 100)
    #expect(abs(forecast.seconds - forecast.seconds(of: run)) < 1e-9)
  }

  @Test func aMachineThatIsSlowNowMakesAllThatIsLeftLonger() {
    let known = [KindCost(kind: kind(.cnn), seconds: 100, sequences: 8000)]
    let run = Forecast.Running(kind: kind(.cnn), done: 5, seconds: 500, left: 5)
    let forecast = Forecast(
      costs: costs(known), running: [run], waiting: [kind(.cnn): 10], slots: 1)
    #expect(forecast.seconds(of: run) > 300)
    #expect(forecast.seconds > 900)
  }

  @Test func aKindThatWasNotTimedHasARangeAndOneThatWasHasANumber() {
    let known = [KindCost(kind: kind(.cnn), seconds: 100, sequences: 8000)]
    let own = Forecast(costs: costs(known), waiting: [kind(.cnn): 100], slots: 1).range
    #expect(own.lowerBound == own.upperBound)
    let other = Forecast(costs: costs(known), waiting: [kind(.rnn, .gru): 100], slots: 1)
    let nothing = Forecast(costs: costs(), waiting: [kind(.cnn): 100], slots: 1)
    for forecast in [other, nothing] {
      #expect(forecast.range.lowerBound < forecast.seconds)
      #expect(forecast.range.upperBound > forecast.seconds)
    }
    func width(_ range: ClosedRange<Double>) -> Double { range.upperBound / range.lowerBound }
    #expect(width(nothing.range) > width(other.range), "the first runs narrow it")
  }

  @Test func whatARunHasTakenNarrowsItsRange() {
    func width(_ done: Double) -> Double {
      let run = Forecast.Running(
        kind: kind(.cnn), done: done, seconds: done * 100, left: 100)
      let range = Forecast(costs: costs(), running: [run], waiting: [:], slots: 1).range(of: run)
      return range.upperBound / range.lowerBound
    }
    #expect(width(0) > 3.9 && width(50) < 1.1 * width(0))
    #expect(width(100_000) < width(0) / 2)
  }

  @Test func aRangeOfTimeIsShort() {
    #expect(DurationText.about(240...540) == "about 4 to 9 min")
    #expect(DurationText.about(20...20) == "about 20 s")
    #expect(DurationText.about(3000...9000) == "up to 3 h")
    #expect(DurationText.about(0.2...0.5) == "less than a second")
    #expect(DurationText.about(3600...14000) == "about 1 to 4 h")
    #expect(DurationText.about(1.2...5) == "about 1 to 5 s")
  }

  @Test func aLengthOfTimeIsReadStrictly() {
    func seconds(_ text: String) -> Double? { TimeSpan(text)?.seconds }
    #expect(seconds("30s") == 30 && seconds("90m") == 5400 && seconds("2h") == 7200)
    #expect(seconds("1h30m") == 5400 && seconds("1d") == 86400 && seconds("1d2h3m4s") == 93784)
    for text in ["", "5", "h", "2x", "30m1h", "1h1h", "0s", "-1h", "1.5h", "2 h", "9999999999s"] {
      #expect(seconds(text) == nil, "\(text)")
    }
  }

  @Test func timeLeftIsNeverNone() {
    #expect(ProgressText.timeLeft(0) == "1 s left")
    #expect(ProgressText.timeLeft(0.04) == "1 s left")
    #expect(ProgressText.timeLeft(59.6) == "1 min 00 s left")
    #expect(ProgressText.timeLeft(.infinity) == "? left")
  }
}

import Experiments
import Letters
import Testing

@testable import Reports

@Suite(.timeLimit(.minutes(60))) struct ResultsTests {
  @Test func aRowHasThePublishedShape() {
    let run = Sample.run(
      Variant(.crnn, .gru), metrics: [Sample.values(epoch: 300, train: 1.156, test: 1.364)])
    let results = Sample.results(
      [run], published: ["cgru_ae": [.trainMSE: 1.03, .testMSE: 1.41]])
    let text = Markdown.page(ResultsSection().blocks(of: results))
    #expect(
      text.contains("| Version | Plots | Train MSE | Test MSE | published train | published test |")
    )
    #expect(
      text.contains(
        #"| cgru_ae | <img src="figures/cgru_ae/cyc_300.png" alt="cgru_ae after 300 epochs" "#
          + #"width="250"> | 1.16 | 1.36 | 1.03 | 1.41 |"#))
    #expect(
      text.contains(
        #"| Ground Truth | <img src="figures/ground_truth.png" alt="Ground truth" width="250"> |"#
          + "  |  |  |  |"))
  }

  @Test func seedsBecomeMeanAndSampleDeviation() {
    let tests = [1.0, 2.0, 4.0]
    let runs = tests.enumerated().map { seed, test in
      Sample.run(
        Variant(.rnn, .gru), label: "gru_ae,seed=\(seed)", seed: seed,
        metrics: [Sample.values(epoch: 300, train: test / 2, test: test)])
    }
    // Mean 7/3, sum of squares 42/9, divided by 2 and rooted: 1.5275; half of each for train.
    let text = Markdown.page(ResultsSection().blocks(of: Sample.results(runs)))
    #expect(text.contains("| gru_ae | "))
    #expect(text.contains("| 1.17 ± 0.76 | 2.33 ± 1.53 | – | – | 3 |"))
    #expect(text.contains("| gru_ae,seed=2 | 2 | 2.00 | 4.00 |"))
  }

  @Test func seedsThatDidNotFinishAreCountedAndLeftOut() {
    let runs = [
      Sample.run(
        Variant(.cnn), label: "cnn_ae,seed=0", seed: 0,
        metrics: [Sample.values(epoch: 300, train: 1, test: 2)]),
      Sample.run(Variant(.cnn), label: "cnn_ae,seed=1", seed: 1, state: .diverged),
    ]
    let text = Markdown.page(ResultsSection().blocks(of: Sample.results(runs)))
    #expect(text.contains("| 1.00 | 2.00 | – | – | 1 of 2 |"))
  }

  @Test(arguments: [
    (RunState.finished, [0, 100, 300], [10.0, 5.0, 2.0]), (.interrupted, [0, 100], [7.0, 3.0]),
  ])
  func theMeanOfSeedsIsThatOfTheFinishedOrElseOfAllBegun(
    _ state: RunState, _ epochs: [Int], _ means: [Double]
  ) {
    let curves = [[(0, 8.0), (100, 4.0), (300, 1.0)], [(0, 12), (100, 6), (300, 3)]]
    let whole = curves.enumerated().map { seed, curve in
      Sample.run(
        Variant(.cnn), label: "cnn_ae,seed=\(seed)", seed: seed, state: state,
        metrics: curve.map { Sample.values(epoch: $0, train: 1, test: $1) })
    }
    let begun = Sample.run(
      Variant(.cnn), label: "cnn_ae,seed=2", seed: 2, state: .interrupted,
      metrics: [
        Sample.values(epoch: 0, train: 1, test: 1), Sample.values(epoch: 100, train: 1, test: -1),
      ])
    let pending = Sample.run(Variant(.cnn), label: "cnn_ae,seed=3", seed: 3, state: .pending)
    let group = RunGroup(label: "cnn_ae", runs: whole + [begun, pending])
    #expect(group.means(.testMSE).map(\.epoch) == epochs)
    #expect(group.means(.testMSE).map(\.value) == means)
  }

  @Test func whatDidNotFinishSaysSo() {
    let nan = [
      Sample.values(epoch: 0, train: 2, test: 3), Sample.values(epoch: 7, train: .nan, test: .nan),
    ]
    let half = [Sample.values(epoch: 120, train: 1.5, test: 2.5)]
    let variant = Variant(.cnn)
    #expect(
      Sample.run(variant, state: .diverged, metrics: nan).cell(.testMSE, .letters)
        == "diverged at epoch 7")
    #expect(
      Sample.run(
        variant, state: .diverged, metrics: [],
        failure: "diverged: the loss was not finite in epoch 12"
      )
      .cell(.testMSE, .letters) == "diverged at epoch 12")
    #expect(
      Sample.run(variant, state: .interrupted, metrics: half).cell(.testMSE, .letters)
        == "2.50 (epoch 120 of 300)")
    #expect(
      Sample.run(variant, state: .failed, metrics: half).cell(.testMSE, .letters)
        == "failed: 2.50 (epoch 120 of 300)")
    #expect(Sample.run(variant, state: .pending).cell(.testMSE, .letters) == "–")
  }

  @Test func lateEvaluationsBeginAtEpoch260Of300() {
    #expect(!LateEvaluations.isLate(259, of: 300))
    #expect(LateEvaluations.isLate(260, of: 300))
    #expect(LateEvaluations.isLate(52, of: 60))
    #expect(!LateEvaluations.isLate(51, of: 60))
    #expect(LateEvaluations.isLate(0, of: 0))
  }

  @Test(arguments: [
    (300, " (from 260 of 300 on)"), (6, " (from 6 of 6 on)"), (30, " (from 26 of 30 on)"),
  ])
  func theWordsOnLateEvaluationsAreOfThisSweep(_ epochs: Int, _ words: String) {
    let results = Sample.results([Sample.run(Variant(.cnn), epochs: epochs)])
    let text = Markdown.page(LateEvaluationsSection().blocks(of: results))
    #expect(text.contains("the last 13.3 % of the epochs\(words), of finished runs."))
  }

  @Test func runsOfUnequalLengthHaveNoFirstLateEpoch() {
    let runs = [Sample.run(Variant(.cnn)), Sample.run(Variant(.rnn, .gru), epochs: 60)]
    let text = Markdown.page(LateEvaluationsSection().blocks(of: Sample.results(runs)))
    #expect(text.contains("the last 13.3 % of the epochs, of finished runs."))
  }

  @Test func lateEvaluationsGiveTheirMedianAndItsRatio() {
    let tests: [Double] = [9, 1.5, 1.2, 1.8, 1.25, 1.45]
    let metrics = tests.enumerated().map { index, test in
      Sample.values(epoch: 250 + 10 * index, train: test / 2, test: test)
    }
    let results = Sample.results(
      [Sample.run(Variant(.cnn), metrics: metrics)],
      published: ["cnn_ae": [.trainMSE: 0.74, .testMSE: 1.16]])
    let text = Markdown.page(LateEvaluationsSection().blocks(of: results))
    #expect(text.contains("| cnn_ae | 5 | 0.725 | 1.45 | 1.25 |"))
  }

  @Test func axesAreShownAndTheBestStandsOut() {
    let runs = [(16, 3.0), (32, 2.0), (64, 2.5)].map { latent, test in
      Sample.run(
        Variant(.rnn, .gru), label: "gru_ae,latent=\(latent)", latent: latent,
        metrics: [Sample.values(epoch: 300, train: 1, test: test)])
    }
    let text = Markdown.page(SettingsSection().blocks(of: Sample.results(runs)))
    #expect(text.contains("| Version | model.latent | Train MSE | Test MSE |"))
    #expect(text.contains("| gru_ae | 32 | 1 | **2 (best)** |"))
    #expect(text.contains("| gru_ae | 64 | 1 | 2.5 |"))
  }

  @Test func theTableAloneHasNoAxes() {
    let runs = Variant.table.map { Sample.run($0, latent: $0.family == .cnn ? 128 : 64) }
    #expect(SettingsSection().blocks(of: Sample.results(runs)).isEmpty)
  }

  @Test func structuresHaveThePublishedWords() {
    let text = Markdown.page(
      AboutSection().blocks(of: Sample.results(Variant.table.map { Sample.run($0) })))
    #expect(text.contains("| cnn_ae | Conv | DeConv |"))
    #expect(text.contains("| lstm_ae | LSTM | LSTM |"))
    #expect(text.contains("| crnn_ae | Conv-RNN | RNN-DeConv |"))
    #expect(text.contains("| resgru_ae | Conv-Res-GRU | GRU-DeConv |"))
  }

  @Test func aPartialSweepAndSyntheticDataAreSaidFirst() throws {
    let runs = [Sample.run(Variant(.cnn)), Sample.run(Variant(.rnn, .gru), state: .pending)]
    let text = Markdown.page(SummarySection().blocks(of: Sample.results(runs, isSynthetic: true)))
    let lines = text.split(separator: "\n")
    try #require(lines.count == 5)
    #expect(lines[1].hasPrefix("**Synthetic data.**"))
    #expect(lines[2].hasPrefix("**Partial.** 1 of 2 runs did not get to the end"))
    #expect(lines[4] == "1 of 2 runs finished; 1 pending.")
  }

  @Test(arguments: [
    ("mixoutALL_shifted.mat", 2858), ("CharacterTrajectories_TRAIN.ts", 1422), ("mine.mat", 2858),
  ])
  func creditAndTipsStandUnderTheLetters(_ file: String, _ sequences: Int) {
    let page = page(Sample.results([Sample.run(Variant(.cnn))], file: file, sequences: sequences))
    #expect(page.contains("CC BY 4.0"))
    #expect(page.contains("Two tips"))
  }

  @Test(arguments: [true, false])
  func otherDataHasNeitherCreditNorTips(isSynthetic: Bool) {
    let page = page(
      Sample.results(
        [Sample.run(Variant(.cnn))], isSynthetic: isSynthetic, file: "mine.mat",
        sequences: isSynthetic ? 2858 : 400))
    #expect(!page.contains("CC BY 4.0"))
    #expect(!page.contains("Two tips"))
  }

  private func page(_ results: SweepResults) -> String {
    Markdown.page(
      ResultsSection().blocks(of: results) + ProvenanceSection().blocks(of: results))
  }

  @Test func everyMachineThatComputedIsNamed() {
    let other = Environment(
      version: "0.2.0", commit: "beef", instructionSet: "portable", processor: "Other", cores: 8,
      host: "attic", system: "Linux 6.2")
    let runs = [
      Sample.run(Variant(.cnn)), Sample.run(Variant(.rnn, .gru), environment: other),
      Sample.run(Variant(.rnn, .rnn)),
    ]
    let text = Markdown.page(ProvenanceSection().blocks(of: Sample.results(runs)))
    #expect(text.contains("| Program | 0.1.0 (commit 0123abc); 0.2.0 (commit beef) |"))
    #expect(text.contains("| Host | bench, 2 cores; attic, 8 cores |"))
  }

  @Test func missingRunsNameTheCommandThatGoesOn() {
    let runs = [
      Sample.run(Variant(.cnn), state: .pending),
      Sample.run(Variant(.cnn), label: "a b'c", state: .diverged),
    ]
    let text = Markdown.page(UnfinishedSection().blocks(of: Sample.results(runs)))
    #expect(text.contains("| cnn_ae | pending | not begun | `sweep resume` |"))
    #expect(text.contains(#"`sweep run SPEC --rerun 'a b'\''c'`"#))
  }
}

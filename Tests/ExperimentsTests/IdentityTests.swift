import Foundation
import Letters
import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct IdentityTests {
  static func configuration(
    epochs: Int = 300, figures: [Int] = [0, 300], every: Int = 10, seed: Int = 0,
    variant: Variant = Variant(.crnn, .gru)
  ) -> Configuration {
    Configuration(
      variant: variant, seed: seed,
      model: ModelSettings(latent: 64, hidden: variant.family.hasCell ? 128 : nil),
      train: TrainSettings(
        epochs: epochs, batchSize: 64, learningRate: 2e-4, shuffle: true, figureEpochs: figures,
        evaluateEvery: every),
      dataset: Specs.data, engine: 1)
  }

  // Written down once: stored runs are found again by these bytes, so they may never change.
  @Test func anIdIsTheSameForEver() {
    let fingerprint = String(repeating: "ab", count: 32)
    #expect(
      Self.configuration().canonicalJSON == """
        {"dataset":{"fingerprint":"\(fingerprint)","split_seed":0},"engine":1,\
        "model":{"hidden":128,"latent":64},"seed":0,"train":{"batch_size":64,"epochs":300,\
        "evaluate_every":10,"figure_epochs":[0,300],"learning_rate":0.0002,"shuffle":true},\
        "variant":{"cell":"gru","family":"crnn"}}
        """)
    #expect(Self.configuration().id == "6ff0270b1600223d192193e87f2b5610")
    #expect(Self.configuration(variant: Variant(.cnn)).id == "81efa697a6eb2a1e68ec2d1613c875ff")
    #expect(Self.configuration().lineage == "7755fceb38f17af3de242a9742ba0e41")
  }

  @Test func canonicalJSONDecodesToTheConfiguration() throws {
    for variant in Variant.table {
      let configuration = Self.configuration(variant: variant)
      let data = Data(configuration.canonicalJSON.utf8)
      #expect(try JSONDecoder().decode(Configuration.self, from: data) == configuration)
    }
  }

  @Test func aLongerRunExtendsAShorterOneOfEqualFiguresUpToItsEnd() {
    let short = Self.configuration(epochs: 100, figures: [0, 50, 100])
    #expect(Self.configuration(figures: [0, 50, 300]).canExtend(short))
    #expect(Self.configuration(figures: [0, 50, 100, 200, 300]).canExtend(short))
    #expect(!Self.configuration(figures: [0, 300]).canExtend(short))
    #expect(!Self.configuration(figures: [0, 25, 50, 300]).canExtend(short))
    #expect(!Self.configuration(figures: [0, 50, 300], every: 5).canExtend(short))
    #expect(!Self.configuration(figures: [0, 50, 300], seed: 1).canExtend(short))
    #expect(!short.canExtend(Self.configuration(figures: [0, 50, 300])))
    #expect(!short.canExtend(short))
    #expect(short.lineage == Self.configuration(figures: [0, 50, 300]).lineage)
  }

  @Test(arguments: [
    (2e-4, "0.0002"), (1, "1"), (1e-7, "1e-7"), (0.000001, "0.000001"), (1.5e-7, "1.5e-7"),
    (1e21, "1e+21"), (1e20, "100000000000000000000"), (123.456, "123.456"), (-0.0, "0"),
    (-2.5, "-2.5"), (.leastNonzeroMagnitude, "5e-324"),
    (1.7976931348623157e308, "1.7976931348623157e+308"),
    (0.1 + 0.2, "0.30000000000000004"), (1e16, "10000000000000000"), (1e100, "1e+100"),
    (9_007_199_254_740_992, "9007199254740992"), (0.5, "0.5"), (10, "10"), (12e-5, "0.00012"),
    (4.35, "4.35"), (333333333.3333333, "333333333.3333333"), (1e23, "1e+23"),
  ])
  func aNumberIsTheShortestThatReadsBack(_ value: Double, _ text: String) {
    #expect(CanonicalJSON.text(of: value) == text)
    #expect(Double(text) == value)
  }

  @Test func textsAreEscapedAsCanonicalJSONHasIt() {
    var json = CanonicalJSON()
    json.string("\u{20ac}$\u{f}\nA'B\"\\\"/\u{7f}")
    #expect(json.text == "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\"/\u{7f}\"")
  }
}

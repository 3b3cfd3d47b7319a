import Foundation
import Letters
import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct ShippedSpecTests {
  @Test(arguments: [
    ("paper", 10), ("paper-seeds", 50), ("demo", 10), ("latent-grid", 36), ("tiny", 2),
  ])
  func aShippedSpecIsAPlanOfSoManyRuns(_ name: String, _ count: Int) throws {
    let spec = try Specs.shipped(name)
    let plan = try Plan(spec, name: spec.name, dataset: Specs.data, engine: 1)
    #expect(spec.name == name)
    #expect(plan.runs.count == count)
    #expect(Set(plan.runs.map(\.folder)).count == count)
  }

  @Test func thePaperSpecIsTheTable() throws {
    let spec = try Specs.shipped("paper")
    let plan = try Plan(spec, name: spec.name, dataset: Specs.data, engine: 1)
    #expect(plan.runs.map(\.label) == Variant.table.map(\.label))
    #expect(plan.runs.map(\.folder).prefix(3) == ["cnn_ae/cnn", "rnn_ae/rnn", "rnn_ae/lstm"])
    let train = TrainSettings(
      epochs: 300, batchSize: 64, learningRate: 2e-4, shuffle: true,
      figureEpochs: [0, 50, 100, 150, 200, 250, 300], evaluateEvery: 10)
    #expect(plan.runs.allSatisfy { $0.configuration.train == train })
    let sizes = plan.runs.map(\.configuration.model)
    #expect(sizes[0] == ModelSettings(latent: 128, hidden: nil))
    #expect(Set(sizes.dropFirst()) == [ModelSettings(latent: 64, hidden: 128)])
    #expect(spec.published["lstm_ae"] == [.trainMSE: 2.42, .testMSE: 4.00])
    #expect(spec.published.count == 10)
  }

  @Test func thePaperSpecTakesTheRealDataFirst() throws {
    let sources = try Specs.shipped("paper").dataset?.sources
    #expect(
      sources == [
        .file(path: "../data/mixoutALL_shifted.mat"),
        .file(path: "../data/CharacterTrajectories_TRAIN.ts"),
        .synthetic(sequences: 2858, seed: 0),
      ])
  }

  @Test func theSchemaFileIsTheProgramsSchema() throws {
    let file = Specs.folder.appendingPathComponent("sweep.schema.json")
    #expect(try String(contentsOf: file, encoding: .utf8) == SweepSchema.json(.letters))
  }

  @Test func theSchemaIsJSON() throws {
    _ = try JSONReader.read(Array(SweepSchema.json(.letters).utf8), file: "sweep.schema.json")
  }
}

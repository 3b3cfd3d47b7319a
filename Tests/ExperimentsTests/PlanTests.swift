import Letters
import TestSupport
import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct PlanTests {
  @Test func labelsAreTheTablesWherePairsAreAllThatVaries() throws {
    #expect(
      try Specs.labels(Specs.text("\"variants\": [\"cnn\", \"crnn\"], \"cells\": \"gru\"")) == [
        "cnn_ae", "cgru_ae",
      ])
  }

  @Test func labelsNameTheAxesInTheSpecsOrderAndSeedsLast() throws {
    let text = Specs.text(
      """
      "variants": ["cnn", "crnn"], "cells": ["gru"], "seeds": [0, 1],
      "model": {"hidden": [8, 16], "latent": [32]}, "train": {"learning_rate": [1e-7, 0.5]}
      """)
    #expect(
      try Specs.labels(text) == [
        "cnn_ae,learning_rate=1e-7,seed=0", "cnn_ae,learning_rate=1e-7,seed=1",
        "cnn_ae,learning_rate=0.5,seed=0", "cnn_ae,learning_rate=0.5,seed=1",
        "cgru_ae,hidden=8,learning_rate=1e-7,seed=0", "cgru_ae,hidden=8,learning_rate=1e-7,seed=1",
        "cgru_ae,hidden=8,learning_rate=0.5,seed=0", "cgru_ae,hidden=8,learning_rate=0.5,seed=1",
        "cgru_ae,hidden=16,learning_rate=1e-7,seed=0",
        "cgru_ae,hidden=16,learning_rate=1e-7,seed=1", "cgru_ae,hidden=16,learning_rate=0.5,seed=0",
        "cgru_ae,hidden=16,learning_rate=0.5,seed=1",
      ])
  }

  @Test func runsOfOneContentAreOneRun() throws {
    let text = Specs.text(
      """
      "variants": "crnn", "cells": "gru", "train": {"epochs": 10},
      "axes": {"train.figure_epochs": [[0], [0, 500], [0, 5]], "train.checkpoint_every": [1, 2]}
      """)
    let plan = try Specs.plan(text)
    #expect(
      plan.runs.map(\.label) == [
        "cgru_ae,figure_epochs=0,checkpoint_every=1",
        "cgru_ae,figure_epochs=0-5,checkpoint_every=1",
      ])
    #expect(plan.duplicates == 4)
    #expect(plan.runs.map(\.configuration.train.figureEpochs) == [[0, 10], [0, 5, 10]])
  }

  @Test func aGridTooLargeIsRefusedBeforeItIsExpanded() throws {
    let thousand = "[" + (1...1000).map(String.init).joined(separator: ",") + "]"
    let text = Specs.text(
      """
      "variants": "crnn", "cells": "gru", "seeds": \(thousand),
      "model": {"latent": \(thousand), "hidden": \(thousand)}
      """)
    let spec = try Specs.decode(text)
    // Expanded, it would not fit into any memory.
    let error = try #require(throws: SpecError.self) {
      try Plan(spec, name: "x", dataset: Specs.data, engine: 1, file: "x.json")
    }
    #expect(error.description == "x.json: this spec is 10^9 runs; limit 1,000,000 (--max-runs)")
    let wider = try Specs.decode(
      text,
      set: [
        "train.epochs=\(thousand)", "train.batch_size=\(thousand)",
        "train.learning_rate=\(thousand)", "train.evaluate_every=\(thousand)",
        "train.checkpoint_every=\(thousand)", "cells=[\"rnn\",\"gru\"]",
        "axes.train.figure_epochs=[" + (1...1000).map { "[\($0)]" }.joined(separator: ",") + "]",
      ])
    #expect("\(RunCount(of: wider))" == "2.00 * 10^27")
    #expect(RunCount(of: wider).value == nil)
  }

  @Test func countsAreExactBeyondMachineNumbers() {
    var count = RunCount(1_000_000)
    #expect("\(count)" == "10^6")
    for _ in 0..<4 { count.multiply(by: 1_000_000) }
    #expect("\(count)" == "10^30" && count.decimal == "1" + String(repeating: "0", count: 30))
    count.add(RunCount(1))
    #expect(count.decimal.hasSuffix("0001"))
    #expect("\(RunCount(12_345_678))" == "12,345,678" && RunCount(12_345_678).value == 12_345_678)
  }

  @Test func planningTakesTimeInProportionToTheRuns() throws {
    let exponent = try growth(from: 1000, to: 20_000, rounds: 2) { runs in
      let latents = "[" + (1...runs / 100).map(String.init).joined(separator: ",") + "]"
      let seeds = "[" + (1...100).map(String.init).joined(separator: ",") + "]"
      let spec = try Specs.decode(
        Specs.text(
          """
          "variants": "crnn", "cells": "gru", "seeds": \(seeds), "model": {"latent": \(latents)}
          """))
      return try processorSeconds {
        let plan = try Plan(spec, name: "x", dataset: Specs.data, engine: 1)
        #expect(plan.runs.count == runs)
      }
    }
    #expect(exponent < 1.4)
  }

  @Test func twoRunsOfOneFolderAreToldWithBothLabels() throws {
    let spec = try Specs.decode(
      Specs.text("\"variants\": \"crnn\", \"seeds\": [0, 1], \"output\": \"{family}/{cell}\""))
    let error = try #require(throws: SpecError.self) {
      try Plan(spec, name: "x", dataset: Specs.data, engine: 1)
    }
    #expect(error.problems.map(\.code) == [.sharedFolder, .sharedFolder, .sharedFolder])
    #expect(error.description.contains("\"crnn_ae,seed=0\" and \"crnn_ae,seed=1\""))
    #expect(error.description.contains("\"crnn/rnn\""))
  }

  @Test func aFolderTooLongForAFileSystemIsRefusedAndTheIdMendsIt() throws {
    let epochs = (1...100).map(String.init).joined(separator: ",")
    let members = """
      "variants": "crnn", "cells": "gru", "axes": {"train.figure_epochs": [[0], [\(epochs)]]}
      """
    let error = try #require(throws: SpecError.self) { try Specs.plan(Specs.text(members)) }
    #expect(error.problems.map(\.code) == [.longFolder])
    #expect(error.description.contains("\"{sweep}/{id}\""))
    let plan = try Specs.plan(Specs.text(members), set: ["output={sweep}/{id}"])
    #expect(plan.runs.map(\.folder) == plan.runs.map { "t/\($0.id)" })
  }

  @Test(arguments: [
    "runs/{id}", "Runs/{id}/{label}", "runs-2/{id}", "runs/0123456789abcdef0123456789abcdef",
  ])
  func aFolderWhereRunsOwnFilesLieIsRefused(_ pattern: String) throws {
    let text = Specs.text("\"variants\": \"cnn\", \"output\": \"\(pattern)\"")
    let error = try #require(throws: SpecError.self) { try Specs.plan(text) }
    #expect(error.problems.map(\.code) == [.reservedFolder])
    #expect(error.description.contains("is reserved"))
  }

  @Test(arguments: ["runs/{label}", "my/runs/{id}", "runs/x{id}", "runs2/{id}", "run/{id}", "runs"])
  func aFolderThatOnlyLooksLikeItIsTaken(_ pattern: String) throws {
    let text = Specs.text("\"variants\": \"cnn\", \"output\": \"\(pattern)\"")
    #expect(try Specs.plan(text).runs.count == 1)
  }

  @Test func everyPlaceholderIsTheRunsOwnWord() throws {
    let pattern =
      "{sweep}/{label}/{family}-{cell}/{seed}_{latent}_{hidden}_{epochs}_{learning_rate}"
    let text = Specs.text(
      "\"variants\": [\"cnn\", \"rnn\"], \"cells\": \"gru\", \"output\": \"\(pattern)\"")
    #expect(
      try Specs.plan(text).runs.map(\.folder) == [
        "t/cnn_ae/cnn-cnn/0_128_none_300_0.0002", "t/gru_ae/rnn-gru/0_64_128_300_0.0002",
      ])
  }

  @Test func aRunIsFoundByItsLabelOrTheBeginningOfItsId() throws {
    let plan = try Specs.plan(Specs.text("\"variants\": [\"cnn\", \"rnn\"], \"seeds\": [0, 1]"))
    #expect(try plan.run(matching: "gru_ae,seed=1").label == "gru_ae,seed=1")
    #expect(try plan.run(matching: String(plan.runs[3].id.prefix(12))) == plan.runs[3])
    let texts = [plan.runs[3].id, "cnn_ae,seed=0", plan.runs[3].label]
    #expect(try plan.runs(matching: texts) == [plan.runs[0], plan.runs[3]])
    let error = try #require(throws: SpecError.self) {
      try plan.runs(matching: ["gru_ae", "gur_ae,seed=1", ""])
    }
    #expect(
      error.problems.map(\.code)
        == [.unknownRun, .unknownRun, .ambiguousRun].map { $0 == .ambiguousRun ? .unknownRun : $0 })
    #expect(error.problems[0].allowed == ["\"gru_ae,seed=0\"", "\"gru_ae,seed=1\""])
    #expect(error.problems[1].suggestion == "gru_ae,seed=1")
  }
}

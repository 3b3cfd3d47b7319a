import Letters
import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct SweepSpecTests {
  @Test func whatIsNotSaidIsThePublishedExperiment() throws {
    let spec = try Specs.decode(Specs.text("\"variants\": \"crnn\""))
    #expect(
      spec.choices == [
        Axis("variant.family", [.text("crnn")]),
        Axis("variant.cell", [.text("rnn"), .text("lstm"), .text("gru")]),
      ])
    #expect(spec.seeds == [0])
    #expect(
      spec.settings == [
        "model.hidden": .number(128), "train.epochs": .number(300), "train.batch_size": .number(64),
        "train.learning_rate": .number(2e-4), "train.shuffle": .flag(true),
        "train.checkpoint_every": .number(10), "train.figure_epochs": .list([.number(0)]),
        "train.evaluate_every": .number(10), "train.weight_decay": .number(0),
        "train.schedule": .text("constant"), "train.warmup_epochs": .number(0),
        "train.test_mae": .flag(false),
      ])
    #expect(spec.output.text == "{sweep}/{label}")
    #expect(
      spec.dataset == DatasetSpec(sources: [.synthetic(sequences: 2858, seed: 0)], splitSeed: 0))
  }

  @Test func aNumberInPlaceOfSeedsIsOneSeedAndThatIsNoted() throws {
    let notes = { (text: String, set: [String]) in
      try SweepSpec.read(
        Array(Specs.text(text).utf8), file: "t.json",
        overrides: set.map { try SettingOverride(parsing: $0) }, trainers: .letters
      ).notes
    }
    let note = "seeds=5 is one seed, number 5; for 5 seeds: --set 'seeds=[0,1,2,3,4]'"
    #expect(try notes("\"variants\": \"cnn\"", ["seeds=5"]) == [note])
    #expect(try notes("\"variants\": \"cnn\", \"seeds\": 5", []) == [note])
    #expect(try notes("\"variants\": \"cnn\"", ["seeds=5", "seeds=[5]"]).isEmpty)
    #expect(try notes("\"variants\": \"cnn\", \"seeds\": 1", []).isEmpty)
    #expect(
      try notes("\"variants\": \"cnn\"", ["seeds=9007199254740991"]).first?
        .hasSuffix("'seeds=[0,1,2,...]'") == true)
  }

  @Test func aListMakesAnAxisInTheFilesOrder() throws {
    let text = Specs.text(
      """
      "variants": "crnn", "axes": {"train.figure_epochs": [[0], [0, 5]]},
      "train": {"learning_rate": [1e-4, 2e-4], "epochs": [7]}, "model": {"latent": [8, 4]}
      """)
    let spec = try Specs.decode(text)
    #expect(
      spec.axes == [
        Axis("train.figure_epochs", [.wholes([0]), .wholes([0, 5])]),
        Axis("train.learning_rate", [.number(1e-4), .number(2e-4)]),
        Axis("model.latent", [.number(8), .number(4)]),
      ])
    #expect(spec.settings["train.epochs"] == .number(7))
  }

  @Test(arguments: ["paper", "paper-seeds", "demo", "latent-grid", "tiny"])
  func theResolvedSpecReadsBackAsItself(_ name: String) throws {
    let spec = try Specs.shipped(name)
    let again = try Specs.decode(spec.canonicalJSON)
    #expect(again == spec)
    #expect(again.canonicalJSON == spec.canonicalJSON)
    #expect(again.sha256 == spec.sha256)
  }

  @Test func theResolvedSpecHasOverridesInItAndNotTheFilesLooks() throws {
    let plain = try Specs.decode(Specs.text("\"variants\": \"crnn\", \"train\": {\"epochs\": 5}"))
    let set = try Specs.decode(
      Specs.text("\"train\":{\"epochs\":3e0 } ,  \"variants\": [\"crnn\"]"), set: ["train.epochs=5"]
    )
    #expect(plain.canonicalJSON == set.canonicalJSON)
    #expect(plain.canonicalJSON.contains("\"epochs\":5,"))
    #expect(plain.sha256.count == 64)
  }

  @Test func anOverrideBeatsTheSpecAndALaterOneAnEarlierOne() throws {
    let text = Specs.text("\"variants\": \"crnn\", \"axes\": {\"model.latent\": [1, 2]}")
    let one = try Specs.decode(text, set: ["model.latent=3", "model.latent=4"])
    #expect(one.axes.isEmpty && one.settings["model.latent"] == .number(4))
    let list = try Specs.decode(text, set: ["train.epochs=[1,2]", "model.latent=[7,8]"])
    #expect(list.axes.map(\.path) == ["model.latent", "train.epochs"])
    let words = try Specs.decode(text, set: ["variants=cnn", "name=x", "seeds=[3,4]", "cells=gru"])
    #expect(
      words.choices[0].values == [.text("cnn")] && words.name == "x" && words.seeds == [3, 4])
    let figures = try Specs.decode(text, set: ["train.figure_epochs=[0,9]"])
    #expect(figures.settings["train.figure_epochs"] == .wholes([0, 9]))
  }

  @Test(arguments: [
    ("train.epochs=x", "--set train.epochs=x: train.epochs: found \"x\"; expected a whole number"),
    ("train.epcohs=5", "--set train.epcohs=5: unknown setting \"train.epcohs\" (did you mean "),
    ("train.learning_rate=1e999", "--set train.learning_rate=1e999: 1e999 is not a finite number"),
    ("train=5", "--set train=5: unknown setting \"train\""),
    ("variants=[\"crn\"]", "--set variants=[\"crn\"]: unknown variant \"crn\" (did you mean"),
  ])
  func aWrongOverrideIsToldByItsText(_ set: String, _ message: String) {
    let problems = Specs.problems(Specs.text("\"variants\": \"crnn\""), set: [set])
    #expect(problems.count == 1)
    #expect(problems.first?.description.hasPrefix(message) == true)
  }

  @Test(arguments: ["train.epochs", "=5", ""]) func anOverrideNeedsAPathAndAValue(_ text: String) {
    #expect(throws: SpecError.self) { try SettingOverride(parsing: text) }
  }

  @Test func wrongOverridesComeAfterTheFilesProblems() {
    let text = Specs.text("\"variants\": \"crnm\"")
    let codes = Specs.problems(text, set: ["train.epochs=-1", "nope=1"]).map(\.code)
    #expect(codes == [.unknownWord, .outOfRange, .unknownSetting])
  }

  @Test func aPathIsRelativeToTheSpecsFolder() {
    let source = DataSource.file(path: "../data/x.mat")
    #expect(source.relative(to: "experiments") == .file(path: "experiments/../data/x.mat"))
    #expect(source.relative(to: "") == source)
    #expect(DataSource.file(path: "/x.mat").relative(to: "a") == .file(path: "/x.mat"))
  }
}

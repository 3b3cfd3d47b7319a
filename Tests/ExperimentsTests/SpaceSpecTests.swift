import Letters
import Testing

@testable import Experiments

/// The grammar of what is searched: ranges, conditions, what walks together, what is left out.
@Suite(.timeLimit(.minutes(60))) struct SpaceSpecTests {
  /// A program's spec of some parameters and more members.
  static func program(_ parameters: String, _ more: String = "", budget: String? = nil) -> String {
    let budget = budget.map { ", \"budget\": \"\($0)\"" } ?? ""
    return """
      {"name": "t", "trainer": {"command": ["python3", "t.py", "{args}"],
        "metrics": {"loss": "lower", "steps": "neither"}\(budget)},
        "parameters": {\(parameters)}\(more.isEmpty ? "" : ", \(more)")}
      """
  }

  static func letters(_ more: String) -> String {
    Specs.text("\"variants\": [\"cnn\", \"rnn\"], \"cells\": [\"gru\", \"lstm\"], \(more)")
  }

  static let sobol = "\"search\": {\"method\": \"sobol\", \"trials\": 8}"

  @Test(arguments: [
    ("{\"log\": [1e-5, 1e-1]}", ParameterRange(1e-5, 1e-1, scale: .log)),
    ("{\"uniform\": [0, 0.5]}", ParameterRange(0, 0.5)),
    ("{\"uniform\": [0, 0.5], \"step\": 0.1}", ParameterRange(0, 0.5, step: 0.1)),
    ("{\"integer\": [16, 512]}", ParameterRange(16, 512, isInteger: true)),
    ("{\"integer\": [16, 512], \"log\": true}", .init(16, 512, scale: .log, isInteger: true)),
    ("{\"integer\": [16, 512], \"log\": false}", ParameterRange(16, 512, isInteger: true)),
    ("{\"integer\": [16, 512], \"step\": 16}", .init(16, 512, isInteger: true, step: 16)),
  ])
  func aRangeStandsWhereAListMay(_ text: String, _ range: ParameterRange) throws {
    let plain = try Specs.decode(Self.program("\"a\": {\"b\": \(text)}", Self.sobol))
    #expect(plain.ranges == [SearchAxis("a.b", .range(range))])
    let set = try Specs.decode(
      Self.program("\"a\": {\"b\": 1}", Self.sobol), set: ["parameters.a.b=\(text)"])
    #expect(set.ranges == plain.ranges)
    #expect(set.settings["a.b"] == nil)
  }

  @Test func lettersTakeRangesInTheirGroupsAndUnderAxes() throws {
    let text = Self.letters(
      """
      "train": {"learning_rate": {"log": [1e-5, 1e-1]}}, "axes": {"model.latent": [8, 16],
      "train.batch_size": {"integer": [8, 64], "step": 8}}, \(Self.sobol)
      """)
    let spec = try Specs.decode(text)
    #expect(spec.order == ["train.learning_rate", "model.latent", "train.batch_size"])
    #expect(spec.axes.map(\.path) == ["model.latent"])
    #expect(spec.settings["train.learning_rate"] == nil)
    let set = try Specs.decode(text, set: ["model.latent={\"integer\":[8,64]}"])
    #expect(set.ranges.map(\.path).contains("model.latent") && set.axes.isEmpty)
  }

  @Test(arguments: [
    ("{\"log\": [1e-1, 1e-5]}", "[0.1, 0.00001] is upside down; write [0.00001, 0.1]"),
    ("{\"log\": [0, 1]}", "0 has no logarithm; begin above 0, such as 1e-6"),
    ("{\"log\": [-1, 1]}", "-1 has no logarithm"),
    ("{\"integer\": [0, 8], \"log\": true}", "0 has no logarithm; begin above 0, such as 1,"),
    ("{\"uniform\": [2, 2]}", "the ends of [2, 2] are equal; for one value write 2"),
    ("{\"uniform\": [0, 0.5], \"step\": 0.6}", "0.6 is larger than the range"),
    ("{\"uniform\": [0, 0.5], \"step\": 0}", "a.step: 0 is out of range"),
    ("{\"integer\": [0, 8], \"step\": 0.5}", "a.step: found 0.5; expected a whole number"),
    ("{\"integer\": [0.5, 8]}", "a: found 0.5; expected a whole number"),
    ("{\"log\": [1e-5, 1e-1], \"step\": 0.1}", "a log scale has no equal steps"),
    ("{\"integer\": [1, 8], \"uniform\": [1, 8]}", "both uniform and integer"),
    ("{\"uniform\": 5}", "expected the least and the greatest value"),
    ("{\"uniform\": [1, 2, 3]}", "expected the least and the greatest value"),
    ("{\"uniform\": [\"a\", 3]}", "a: found \"a\"; expected a number"),
    ("{\"uniform\": [0, 1e999]}", "1e999 is not a finite number"),
    ("{\"uniform\": [0, 1], \"when\": {\"b\": 1}}", "unknown key \"b\" in a.when"),
    ("{\"uniform\": [0, 1], \"when\": {}}", "a.when: the list is empty"),
    ("{\"uniform\": [0, 1], \"when\": {\"a\": 1}}", "depends on itself; a depends on a"),
    ("{\"values\": [1, 1], \"when\": {\"c\": 1}}", "a: 1 appears twice"),
  ])
  func aRangeThatCannotBeIsToldWithItsMending(_ text: String, _ words: String) {
    let problems = Specs.problems(Self.program("\"a\": \(text), \"c\": 1", Self.sobol))
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.description.contains(words) ?? false, "\(problems)")
    #expect(problems.first?.place?.line == 3)
  }

  @Test(arguments: [
    ("\"train\": {\"batch_size\": {\"integer\": [0, 8]}}", "0 is out of range"),
    ("\"train\": {\"batch_size\": {\"log\": [1, 8]}}", "whole numbers: {\"integer\": [16, 512]}"),
    ("\"train\": {\"learning_rate\": {\"uniform\": [0, 1]}}", "greater than 0"),
    ("\"train\": {\"shuffle\": {\"uniform\": [0, 1]}}", "give a list: [true, false]"),
    ("\"train\": {\"schedule\": {\"integer\": [0, 1]}}", "give a list of constant, cosine, step"),
    ("\"train\": {\"learning_rate\": {}}", "an object without values"),
    ("\"train\": {\"learning_rate\": {\"lgo\": [1, 2]}}", "(did you mean \"log\"?)"),
  ])
  func aRangeKeepsTheRulesOfItsParameter(_ members: String, _ words: String) {
    let problems = Specs.problems(Self.letters("\(members), \(Self.sobol)"))
    #expect(problems.contains { $0.description.contains(words) }, "\(problems)")
  }

  @Test func whatHoldsOtherKeysIsNesting() throws {
    let spec = try Specs.decode(
      Self.program("\"a\": {\"log\": true, \"step\": 5}, \"b\": {\"values\": [1, 2]}"))
    #expect(spec.manifest.parameters.map(\.path) == ["a.log", "a.step", "b.values"])
    let read = try SweepSpec.read(
      Array(Self.program("\"a\": {\"log\": [10, 100]}", Self.sobol).utf8), file: "t.json",
      trainers: .letters)
    #expect(read.spec.ranges.map(\.path) == ["a"])
    #expect(read.notes.count == 1 && read.notes[0].contains("a.log cannot be given so"))
  }

  @Test func aStoredSpecReadsBackToTheSame() throws {
    let texts = [
      Self.program(
        """
        "optimizer": ["sgd", "adam"], "deep": {"lr": {"log": [1e-5, 0.1]},
        "momentum": {"values": [0.8, 0.9], "when": {"optimizer": "sgd"}},
        "fixed": {"values": [[1, 2]], "when": {"optimizer": ["adam"], "deep.lr": {"above": 0.01}}},
        "n": {"integer": [16, 512], "log": true, "when": {"optimizer": "adam"}}}, "epochs": 90,
        "a": [1, 2], "b": [3, 4]
        """,
        """
        "zip": [["b", "a"]], "exclude": [{"seeds": [1, 2], "a": {"above": 0, "below": 2}}],
        "only": {"optimizer": "sgd"}, "claims": ["x beats y on loss"],
        "search": {"method": "random", "trials": 9, "seed": 4, "failures": "worst",
          "halving": {"metric": "loss", "factor": 3, "from": 10}},
        "select": {"metric": "loss", "per": "optimizer", "then": {"seeds": [0, 1]}}
        """, budget: "epochs"),
      Self.program(
        "\"a\": {\"integer\": [1, 9]}",
        """
        "search": {"method": {"program": ["python3", "o.py"], "inputs": "o.py"}, "trials": 9,
          "round": 2, "metric": "loss"}
        """),
      Self.letters(
        """
        "train": {"weight_decay": {"values": [0], "when": {"variants": "cnn"}},
          "learning_rate": {"log": [1e-5, 0.1], "when": {"cells": ["gru", "lstm"]}}},
        "axes": {"model.latent": [8, 16], "train.epochs": [1, 2],
          "train.figure_epochs": {"values": [[0], [1]], "when": {"train.epochs": 2}}},
        "exclude": [{"variants": "rnn", "train.clip_norm": null}],
        "zip": [["model.latent", "train.epochs"]], \(Self.sobol),
        "select": {"metric": "test_mse", "per": ["variants", "cells"]}
        """),
    ]
    for text in texts {
      let spec = try Specs.decode(text)
      #expect(try Specs.decode(spec.canonicalJSON) == spec)
      #expect(try Specs.decode(spec.canonicalJSON).canonicalJSON == spec.canonicalJSON)
    }
  }

  @Test func settingsReachIntoTheSearch() throws {
    let spec = try Specs.decode(
      Self.program("\"a\": {\"uniform\": [0, 1]}, \"epochs\": 90", budget: "epochs"),
      set: [
        "search.method=sobol", "search.trials=128", "search.halving.metric=loss",
        "search.halving.factor=3", "search.halving.from=10", "select.metric=loss",
        "select.then.seeds=[0,1]", "claims=[\"a beats b on loss\"]",
        "exclude={\"a\":{\"above\":0.9}}",
      ])
    #expect(
      spec.search
        == SearchSpec(
          .sobol, trials: 128, halving: .init(metric: MetricName("loss"), factor: 3, from: 10)))
    #expect(spec.selection == SelectionSpec(metric: MetricName("loss"), seeds: [0, 1]))
    #expect(spec.claims == [Claim("a", beats: "b", on: MetricName("loss"))])
    #expect(spec.excluded == [ValueTest([.init("a", [.above(0.9)])])])
    let unknown = Specs.problems(Self.program("\"a\": 1"), set: ["search.trails=3"])
    #expect(unknown.first?.suggestion == "search.trials")
  }

  @Test(arguments: [
    ("\"zip\": [[\"a\", \"b\"]]", "a has 2 values, b has 3 values; what walks together is"),
    ("\"zip\": [[\"a\", \"c\"]]", "\"c\" is no axis; it has one value"),
    ("\"zip\": [[\"a\", \"r\"]]", "\"r\" is no axis; a range has no first and second value"),
    ("\"zip\": [[\"a\", \"aa\"]]", "\"aa\" is no axis (did you mean \"a\"?)"),
    ("\"zip\": [[\"a\"]]", "zip[0]: found a list; expected a list of two or more axes"),
    ("\"zip\": [\"a\"]", "zip[0]: found \"a\"; expected a list of two or more axes"),
    ("\"zip\": [[\"a\", \"d\"], [\"d\", \"a\"]]", "an axis walks in one group only"),
    ("\"exclude\": [{\"opt\": \"sgd\"}]", "unknown key \"opt\" in exclude[0]"),
    ("\"exclude\": [{\"optimiser\": 1}]", "(did you mean \"optimizer\"?)"),
    ("\"exclude\": [{\"a\": {\"over\": 1}}]", "unknown key \"over\" in exclude[0].a"),
    ("\"exclude\": [{\"a\": {}}]", "missing key \"above\" or \"below\""),
    ("\"exclude\": [{\"a\": {\"above\": 2, \"below\": 1}}]", "nothing is above 2 and below 1"),
    ("\"exclude\": [{\"a\": {\"above\": \"x\"}}]", "expected a number"),
    ("\"exclude\": [{\"a\": []}]", "exclude[0].a: the list is empty"),
    ("\"exclude\": [{}]", "exclude[0]: the list is empty"),
    ("\"only\": [{\"seeds\": -1}]", "only[0].seeds: -1 is out of range"),
    ("\"exclude\": [{\"a\": {\"below\": 9}}]", "exclude[0] leaves nothing to run"),
    (
      "\"exclude\": [{\"a\": 1}, {\"c\": 1, \"a\": 2}]",
      "exclude[1] leaves nothing to run; with what is excluded before it"
    ),
    ("\"only\": [{\"a\": 7}, {\"c\": 2}]", "only leaves nothing to run"),
    ("\"only\": [{\"seeds\": 7}]", "only leaves nothing to run"),
  ])
  func whatIsCutAwayWronglyIsTold(_ members: String, _ words: String) {
    let problems = Specs.problems(
      Self.program(
        """
        "a": [1, 2], "b": [1, 2, 3], "c": 1, "d": [3, 4], "optimizer": "sgd",
        "r": {"uniform": [0, 1], "step": 0.5}
        """, members))
    #expect(problems.count == (words.contains("one group") ? 2 : 1), "\(problems)")
    #expect(problems.contains { $0.description.contains(words) }, "\(problems)")
  }

  @Test(arguments: [
    ("{\"method\": \"sobol\"}", "missing key \"trials\" in search"),
    ("{\"method\": \"sobl\", \"trials\": 1}", "(did you mean \"sobol\"?)"),
    ("{\"trials\": 1}", "missing key \"method\" in search"),
    ("{\"method\": \"random\", \"trials\": 0}", "search.trials: 0 is out of range"),
    ("{\"method\": \"random\", \"trials\": 1000001}", "search.trials: 1000001 is out of range"),
    ("{\"method\": \"random\", \"trials\": 1, \"round\": 0}", "search.round: 0 is out of range"),
    ("{\"method\": \"random\", \"trials\": 1, \"failures\": \"go\"}", "\"stop\", \"worst\""),
    ("{\"method\": \"random\", \"trials\": 1, \"metric\": \"los\"}", "(did you mean \"loss\"?)"),
    ("{\"method\": \"random\", \"trials\": 1, \"metric\": \"steps\"}", "has no better value"),
    ("{\"method\": \"grid\", \"trials\": 3}", "a grid tries every combination"),
    ("{\"method\": \"grid\"}", "give a step, or search it"),
    ("{\"method\": {\"program\": []}, \"trials\": 1}", "expected a list such as"),
    ("{\"method\": {\"programme\": [\"x\"]}, \"trials\": 1}", "(did you mean \"program\"?)"),
    (
      """
      {"method": {"program": ["x"]}, "trials": 1,
        "halving": {"metric": "loss", "factor": 3, "from": 10}}
      """, "what it is told of a trial must be final"
    ),
    (
      halving("{\"metric\": \"nobody\", \"factor\": 3, \"from\": 10}"), "nobody measures \"nobody\""
    ),
    (halving("{\"metric\": \"loss\", \"factor\": 1, \"from\": 10}"), "1 is out of range"),
    (halving("{\"metric\": \"loss\", \"factor\": 3, \"from\": 0}"), "0 is out of range"),
    (halving("{\"metric\": \"loss\", \"factor\": 3, \"from\": 90}"), "90 is not less than a whole"),
    (halving("{\"factor\": 3, \"from\": 10}"), "missing key \"metric\" in search.halving"),
  ])
  func aSearchThatCannotBeIsTold(_ search: String, _ words: String) {
    let problems = Specs.problems(
      Self.program(
        "\"r\": {\"uniform\": [0, 1]}, \"epochs\": 90", "\"search\": \(search)", budget: "epochs"))
    #expect(problems.contains { $0.description.contains(words) }, "\(problems)")
  }

  private static func halving(_ text: String) -> String {
    "{\"method\": \"sobol\", \"trials\": 1, \"halving\": \(text)}"
  }

  @Test func halvingNeedsToKnowHowLongAWholeRunGoes() {
    let search = "\"search\": \(Self.halving("{\"metric\": \"loss\", \"factor\": 3, \"from\": 1}"))"
    let none = Specs.problems(Self.program("\"epochs\": 90", search))
    #expect(none.map(\.note) == ["name it: \"budget\": \"epochs\" in trainer"])
    let many = Specs.problems(Self.program("\"epochs\": [30, 90]", search, budget: "epochs"))
    #expect(many.map(\.found) == ["epochs has not one value"])
  }

  @Test(arguments: [
    ("\"select\": {\"metric\": \"loss\", \"per\": [\"r\"]}", "a range has too many values"),
    ("\"select\": {\"metric\": \"loss\", \"per\": [\"aa\"]}", "(did you mean \"a\"?)"),
    ("\"select\": {\"metric\": \"loss\", \"then\": {}}", "missing key \"seeds\" in select.then"),
    ("\"select\": {\"per\": []}", "missing key \"metric\" in select"),
    ("\"select\": {\"metric\": \"losss\"}", "(did you mean \"loss\"?)"),
    ("\"claims\": \"a better than b\"", "write \"deep beats shallow on accuracy\""),
    ("\"claims\": [\"a beats b on lss\"]", "(did you mean \"loss\"?)"),
    ("\"claims\": [\"a beats a on loss\"]", "\"a\" cannot beat itself"),
    ("\"claims\": [7]", "claims[0]: found 7; expected a string"),
  ])
  func aChoiceOrAClaimThatCannotBeIsTold(_ members: String, _ words: String) {
    let problems = Specs.problems(
      Self.program("\"a\": [1, 2], \"r\": {\"uniform\": [0, 1]}", "\(Self.sobol), \(members)"))
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.description.contains(words) ?? false, "\(problems)")
  }

  @Test func conditionsInACircleAreTold() {
    let problems = Specs.problems(
      Self.program(
        """
        "a": {"values": [1, 2], "when": {"b": 1}}, "b": {"values": [1, 2], "when": {"c": 1}},
        "c": {"values": [1, 2], "when": {"a": 1}}
        """))
    #expect(problems.count == 3)
    #expect(problems[0].note == "a depends on b depends on c depends on a")
  }

  @Test func aRangeOfTooManyValuesForAGridIsRefusedBeforeItIsExpanded() {
    let problems = Specs.problems(Self.program("\"a\": {\"integer\": [1, 1000000000000]}"))
    #expect(problems.map(\.found) == ["the range has 1,000,000,000,000 values"])
  }

  @Test func thousandsOfConditionsAreNotAsked() {
    let many = (0...1000).map { "{\"a\": \($0)}" }.joined(separator: ",")
    let problems = Specs.problems(Self.program("\"a\": [1, 2]", "\"exclude\": [\(many)]"))
    #expect(problems.map(\.message) == ["exclude: 1,001 conditions; expected 1,000 or fewer"])
  }
}

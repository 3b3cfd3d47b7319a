import Testing

@testable import Experiments

/// What a grid is once axes walk together, combinations are left out and parameters have conditions.
@Suite(.timeLimit(.minutes(60))) struct SpaceGridTests {
  private func labels(_ parameters: String, _ more: String = "") throws -> [String] {
    let plan = try plan(parameters, more)
    return plan.runs.map(\.label)
  }

  private func plan(_ parameters: String, _ more: String = "") throws -> Plan {
    let spec = try Specs.decode(SpaceSpecTests.program(parameters, more))
    let plan = try Plan(spec, name: "t", facts: [])
    #expect(RunCount(of: spec).value == plan.runs.count + plan.duplicates)
    return plan
  }

  @Test func axesThatWalkTogetherStandWhereTheFirstOfThemStands() throws {
    #expect(
      try labels("\"a\": [1, 2], \"b\": [5, 6], \"c\": [3, 4]", "\"zip\": [[\"c\", \"a\"]]")
        == ["c=3,a=1,b=5", "c=3,a=1,b=6", "c=4,a=2,b=5", "c=4,a=2,b=6"])
  }

  @Test func whatIsExcludedIsNotRun() throws {
    let axes = "\"a\": [1, 2, 3], \"b\": [1, 2]"
    #expect(
      try labels(axes, "\"exclude\": [{\"a\": {\"above\": 1}, \"b\": 2}]")
        == ["a=1,b=1", "a=1,b=2", "a=2,b=1", "a=3,b=1"])
    #expect(
      try labels(axes, "\"exclude\": [{\"a\": [1, 3]}, {\"b\": 2}]") == ["a=2,b=1"])
    #expect(
      try labels(axes, "\"only\": [{\"a\": {\"above\": 1, \"below\": 3}}, {\"b\": 1, \"a\": 1}]")
        == ["a=1,b=1", "a=2,b=1", "a=2,b=2"])
    #expect(
      try labels("\"a\": [1, 2]", "\"seeds\": [0, 1], \"exclude\": {\"seeds\": 1, \"a\": 2}")
        == ["a=1,seed=0", "a=1,seed=1", "a=2,seed=0"])
  }

  @Test func aParameterWhoseConditionDoesNotHoldIsNotThere() throws {
    // The optimizer stands after what depends on it.
    let plan = try plan(
      """
      "momentum": {"values": [0.8, 0.9], "when": {"optimizer": "sgd"}},
      "nesterov": {"values": true, "when": {"momentum": 0.9}}, "optimizer": ["sgd", "adam"]
      """)
    #expect(
      plan.runs.map(\.label)
        == ["optimizer=sgd,momentum=0.8", "optimizer=sgd,momentum=0.9", "optimizer=adam"])
    #expect(plan.runs.map { $0["momentum"] } == [.number(0.8), .number(0.9), nil])
    #expect(plan.runs.map { $0["nesterov"] } == [nil, .flag(true), nil])
  }

  @Test func aLettersParameterWhoseConditionDoesNotHoldIsWhatNobodyGives() throws {
    let text = SpaceSpecTests.letters(
      "\"train\": {\"learning_rate\": {\"values\": [0.1, 0.2], \"when\": {\"variants\": \"cnn\"}}}")
    let plan = try Specs.plan(text)
    #expect(
      plan.runs.map(\.label)
        == ["cnn_ae,learning_rate=0.1", "cnn_ae,learning_rate=0.2", "gru_ae", "lstm_ae"])
    #expect(plan.runs[2]["train.learning_rate"] == .number(2e-4))
  }

  @Test func exclusionsSeeNothingWhereAParameterMeansNothing() throws {
    let labels = try Specs.labels(
      SpaceSpecTests.letters(
        "\"exclude\": [{\"cells\": [\"gru\", \"lstm\"], \"model.latent\": 64}]"))
    #expect(labels == ["cnn_ae"])
    let special = try Specs.labels(SpaceSpecTests.letters("\"exclude\": [{\"model.latent\": 128}]"))
    #expect(special == ["gru_ae", "lstm_ae"])
  }

  @Test func aGridWalksThroughRangesBySteps() throws {
    #expect(
      try labels("\"a\": {\"uniform\": [0, 0.3], \"step\": 0.1}") == [
        "a=0", "a=0.1", "a=0.2", "a=0.3",
      ])
    #expect(try labels("\"a\": {\"integer\": [2, 4]}") == ["a=2", "a=3", "a=4"])
    #expect(try labels("\"a\": {\"integer\": [2, 9], \"step\": 3}") == ["a=2", "a=5", "a=8"])
    #expect(
      try labels("\"a\": {\"uniform\": [-1, 1], \"step\": 0.8}") == ["a=-1", "a=-0.2", "a=0.6"])
    #expect(
      try labels(
        "\"a\": {\"integer\": [1, 3]}, \"b\": [1, 2]",
        "\"exclude\": [{\"a\": {\"below\": 3}}], \"search\": {\"method\": \"grid\"}")
        == ["a=3,b=1", "a=3,b=2"])
  }

  @Test func countsAreExactBeforeExpansionWhateverIsLeftOut() throws {
    // Every subset of these rules, on one grid: the count is that of the runs that are made.
    let rules = [
      "{\"a\": {\"above\": 2}, \"b\": [1, 2]}", "{\"c\": 1, \"seeds\": 1}", "{\"d\": 2}",
      "{\"a\": 2, \"b\": 1, \"c\": 1, \"d\": 1}", "{\"e\": {\"below\": 8}, \"a\": 3}",
    ]
    let parameters = """
      "a": [1, 2, 3], "b": [1, 2, 3], "c": [1, 2], "d": {"values": [1, 2], "when": {"a": [2, 3]}},
      "e": [7, 8, 9], "f": {"integer": [0, 4]}
      """
    for mask in 0..<(1 << rules.count) {
      let some = rules.indices.filter { mask >> $0 & 1 == 1 }.map { rules[$0] }
      let list = some.joined(separator: ", ")
      for key in ["exclude", "only"] where key == "exclude" || !some.isEmpty {
        let more = "\"seeds\": [0, 1], \"zip\": [[\"b\", \"e\"]], \"\(key)\": [\(list)]"
        #expect(try plan(parameters, more).runs.count > 0)
      }
    }
  }

  @Test func aCountOfManyAxesThatAreAskedForIsFound() throws {
    let names = (0..<60).map { "p\($0)" }
    let parameters = names.map { "\"\($0)\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]" }
    let all = names.map { "\"\($0)\": 1" }.joined(separator: ", ")
    let spec = try Specs.decode(
      SpaceSpecTests.program(parameters.joined(separator: ", "), "\"exclude\": [{\(all)}]"))
    #expect(RunCount(of: spec).decimal == String(repeating: "9", count: 60))
  }

  @Test func aLargeFactorMultipliesExactly() {
    var count = RunCount(999_999_999_999)
    count.multiply(by: 1_000_000_000_001)
    #expect(count.decimal == "999999999999999999999999")
  }

  @Test func fewOfAHugeGridAreFoundWithoutWalkingThroughIt() throws {
    let names = (0..<10).map { "p\($0)" }
    let parameters = names.map { "\"\($0)\": {\"integer\": [1, 1000]}" }
    let all = names.map { "\"\($0)\": [1, 2]" }.joined(separator: ", ")
    let plan = try plan(
      parameters.joined(separator: ", "),
      "\"output\": \"{sweep}/{id}\", \"only\": [{\(all)}]")
    #expect(plan.runs.count == 1024)
  }
}

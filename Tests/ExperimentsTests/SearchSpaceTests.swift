import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct SearchSpaceTests {
  private func space(_ parameters: String, _ more: String = "") throws -> SearchSpace {
    let more = [SpaceSpecTests.sobol, more].filter { !$0.isEmpty }.joined(separator: ", ")
    return SearchSpace(try Specs.decode(SpaceSpecTests.program(parameters, more)))
  }

  private static let parameters = """
    "lr": {"log": [1e-5, 0.1]}, "optimizer": ["sgd", "adam"], "a": [1, 2], "b": [3, 4],
    "momentum": {"uniform": [0.5, 0.9], "step": 0.1, "when": {"optimizer": "sgd"}}, "fixed": 7
    """

  @Test func allThatIsNotCrossedIsSampledInTheSpecsOrder() throws {
    let space = try space(Self.parameters, "\"zip\": [[\"a\", \"b\"]]")
    #expect(space.sampled.map(\.path) == ["lr", "optimizer", "a,b", "momentum"])
    #expect(space.sampled[2].domain == .values([.wholes([1, 3]), .wholes([2, 4])]))
    #expect(space.crossed == [SearchGroup(chosen: [:], label: "")])
    #expect(
      space.json == """
        {"lr":{"log":[0.00001,0.1]},"optimizer":{"values":["sgd","adam"]},\
        "a,b":{"values":[[1,3],[2,4]]},\
        "momentum":{"uniform":[0.5,0.9],"step":0.1,"when":{"optimizer":"sgd"}}}
        """)
  }

  @Test func whatASelectionGoesByIsCrossed() throws {
    let space = try space(
      Self.parameters,
      "\"select\": {\"metric\": \"loss\", \"per\": \"optimizer\"}, \"exclude\": {\"fixed\": 1}")
    #expect(space.crossed.map(\.label) == ["optimizer=sgd", "optimizer=adam"])
    #expect(space.crossed[1].chosen == ["optimizer": .text("adam")])
    #expect(space.sampled.map(\.path) == ["lr", "a", "b", "momentum"])
    #expect(RunCount(of: space.spec).value == 16)
    let letters = SearchSpace(
      try Specs.decode(
        SpaceSpecTests.letters("\"model\": {\"latent\": [8, 16]}, \(SpaceSpecTests.sobol)")))
    #expect(letters.crossed.map(\.label) == ["cnn_ae", "gru_ae", "lstm_ae"])
    #expect(letters.crossed[0].chosen == ["variant.family": .text("cnn")])
  }

  @Test func aPointIsValuesOrIsLeftOut() throws {
    let space = try space(
      "\"n\": [1, 2], \"a\": [3, 4], \"b\": [5, 6], \"m\": {\"values\": [7, 8], \"when\": {\"n\": 2}}",
      "\"zip\": [[\"a\", \"b\"]], \"exclude\": [{\"a\": 4, \"n\": 2}]")
    let group = space.crossed[0]
    #expect(
      space.chosen(group, at: [0.9, 0.2, 0.6])
        == ["n": .number(2), "a": .number(3), "b": .number(5), "m": .number(8)])
    #expect(
      space.chosen(group, at: [0.1, 0.7, 0.6])
        == ["n": .number(1), "a": .number(4), "b": .number(6)])
    #expect(space.chosen(group, at: [0.9, 0.7, 0.6]) == nil)
  }

  @Test func toldValuesAreTheSpecsOrRefusedInWords() throws {
    let space = try space(
      Self.parameters, "\"zip\": [[\"a\", \"b\"]], \"exclude\": [{\"lr\": {\"above\": 0.01}}]")
    let group = space.crossed[0]
    var told: [String: Value] = [
      "lr": .number(0.001), "optimizer": .text("sgd"), "a,b": .wholes([2, 4]),
      "momentum": .number(0.1 + 0.7),
    ]
    let chosen = try space.chosen(group, told: told).get()
    #expect(
      chosen == [
        "lr": .number(0.001), "optimizer": .text("sgd"), "a": .number(2), "b": .number(4),
        "momentum": .number(0.8),
      ])
    func refusal(_ path: String, _ value: Value?) -> SearchSpace.Refusal? {
      var told = told
      told[path] = value
      if case .failure(let refusal) = space.chosen(group, told: told) { return refusal }
      return nil
    }
    #expect(refusal("lr", .number(0.05)) == .leftOut)
    #expect(refusal("lr", .number(1)) == .wrong("lr: 1 is not in numbers from 0.00001 to 0.1"))
    #expect(refusal("lr", .text("x")) == .wrong("lr: x is no number"))
    #expect(refusal("lr", nil) == .wrong("the trial has no \"lr\""))
    #expect(
      refusal("momentum", .number(0.85))
        == .wrong("momentum: 0.85 is not in numbers from 0.5 to 0.9 by 0.1"))
    #expect(refusal("optimizer", .text("x")) == .wrong("optimizer: x is none of sgd, adam"))
    #expect(
      refusal("momentun", .number(1))
        == .wrong(
          "the trial has \"momentun\", which is not asked for (did you mean \"momentum\"?)"))
    told["optimizer"] = .text("adam")
    #expect(try space.chosen(group, told: told).get()["momentum"] == nil)
    told["momentum"] = nil
    #expect(try space.chosen(group, told: told).get()["lr"] == .number(0.001))
  }

  @Test func aGridsCombinationsAreThoseOfItsPlan() throws {
    let text = SpaceSpecTests.program(
      """
      "optimizer": ["sgd", "adam"], "a": {"integer": [1, 3]},
      "momentum": {"values": [0.8, 0.9], "when": {"optimizer": "sgd"}}
      """,
      """
      "exclude": [{"a": 2, "optimizer": "adam"}], "search": {"method": "grid"},
      "select": {"metric": "loss", "per": "optimizer"}
      """)
    let spec = try Specs.decode(text)
    let space = SearchSpace(spec)
    let all = space.crossed.flatMap { space.combinations(of: $0).map(\.chosen) }
    let plan = try Plan(spec, name: "t", facts: [])
    #expect(all.count == 8 && plan.runs.count == 8)
    var maker = RunMaker(spec, name: "t", facts: [])
    let made = all.flatMap { maker.add(chosen: $0, seeds: [0], label: "x") }
    #expect(Set(made.map(\.id)) == Set(plan.runs.map(\.id)))
  }

  @Test func runsAreMadeOneByOneAsAPlanMakesThem() throws {
    let text = SpaceSpecTests.program(
      "\"lr\": {\"uniform\": [0, 1]}, \"epochs\": 90", "\"seeds\": [0, 1], \(SpaceSpecTests.sobol)",
      budget: "epochs")
    let spec = try Specs.decode(text)
    #expect(try Plan(spec, name: "t", facts: []).search?.pause == .runs)
    let facts: [ParameterValues.Entry] = [.init("program.command", .text("x"))]
    var maker = RunMaker(spec, name: "t", facts: facts)
    let chosen: [String: Value] = ["lr": .number(0.5)]
    let short = maker.add(chosen: chosen, seeds: [0, 1], label: "trial=1,rung=10", budget: 10)
    #expect(short.map(\.label) == ["trial=1,rung=10,seed=0", "trial=1,rung=10,seed=1"])
    #expect(short.map { $0["epochs"] } == [.whole(10), .whole(10)])
    let again = maker.add(chosen: chosen, seeds: [1, 2], label: "trial=2", budget: 10)
    #expect(again[0] == short[1] && again[1].label == "trial=2,seed=2")
    #expect(maker.runs.count == 3 && maker.duplicates == 1)
    let long = try Specs.decode(text, set: ["parameters.lr=0.5", "search={\"method\":\"grid\"}"])
    let plan = try Plan(long, name: "t", facts: facts)
    #expect(maker.add(chosen: chosen, seeds: [0], label: "y").map(\.id) == [plan.runs[0].id])
    #expect(plan.manifest.canExtend(plan.runs[0].configuration, short[0].configuration))
  }
}

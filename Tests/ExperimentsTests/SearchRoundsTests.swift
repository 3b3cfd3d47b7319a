import Foundation
import Testing

@testable import Experiments

/// A search is a function of its spec and of complete results.
@Suite(.timeLimit(.minutes(60))) struct SearchRoundsTests {
  private static func spec(_ search: String, _ more: String = "") throws -> SweepSpec {
    let text = """
      {"name": "s", "trainer": {"command": ["./t", "{args}"], "budget": "epochs",
        "metrics": {"loss": "lower", "accuracy": "higher"}},
       "parameters": {"lr": {"log": [1e-4, 1]}, "width": {"integer": [1, 64]},
         "optimizer": ["sgd", "adam"], "epochs": 81},
       "search": \(search)\(more)}
      """
    return try Specs.decode(text)
  }

  private static func plan(_ spec: SweepSpec, _ known: SearchKnowledge = .none) throws -> Plan {
    try Plan(spec, name: "s", facts: [], knowledge: known)
  }

  /// A value that follows from a run's parameters and how long it went.
  private static func loss(_ run: Run) -> Double {
    let (lr, width) = (run["lr"]?.double ?? 0, run["width"]?.double ?? 0)
    return abs(lr - 0.1) + width / 640 + 1 / (run["epochs"]?.double ?? 1)
      + Double(run.configuration.seed) / 1e4
  }

  private static func outcome(_ run: Run) -> SearchOutcome {
    .finished([MetricName("loss"): loss(run), MetricName("accuracy"): -loss(run)])
  }

  /// Carries a search to its end, its runs done in an order that a seed chooses.
  private static func done(
    _ spec: SweepSpec, order: UInt64,
    _ outcome: (Run) -> SearchOutcome = { Self.outcome($0) }
  ) throws -> Plan {
    var known: [String: SearchOutcome] = [:]
    var state = order
    while true {
      let plan = try plan(spec, SearchKnowledge(outcomes: known))
      let waiting = plan.runs.filter { known[$0.id] == nil }
      if waiting.isEmpty { return plan }
      state = state &* 6_364_136_223_846_793_005 &+ 1
      let run = waiting[Int(state >> 33) % waiting.count]
      known[run.id] = outcome(run)
    }
  }

  private static let halving =
    #"{"method": "sobol", "trials": 27, "halving": {"metric": "loss", "factor": 3, "from": 3}}"#

  @Test func rungsAreFilledWithTheBestAndGoOnThreeTimesAsLong() throws {
    let plan = try Self.done(Self.spec(Self.halving), order: 1)
    let search = try #require(plan.search)
    #expect(search.pause == nil)
    #expect(search.stages.map(\.members.count) == [27, 9, 3, 1])
    #expect(search.rungs.budgets == [3, 9, 27, 81])
    for (stage, next) in zip(search.stages, search.stages.dropFirst()) {
      let best = stage.members.sorted { Self.loss($0.run) < Self.loss($1.run) }
        .prefix(next.members.count).map(\.trial)
      #expect(Set(best) == Set(next.members.map(\.trial)))
    }
  }

  @Test func theOrderInWhichRunsComeToTheirEndDoesNotMatter() throws {
    let spec = try Self.spec(
      Self.halving,
      #", "seeds": [0, 1], "select": {"metric": "loss", "per": ["optimizer"], "#
        + #""then": {"seeds": [5, 6, 7]}}"#)
    let plans = try (1...4).map { try Self.done(spec, order: $0) }
    for plan in plans {
      #expect(plan.runs == plans[0].runs)
      #expect(plan.search?.stages == plans[0].search?.stages)
      #expect(plan.search?.winners == plans[0].search?.winners)
    }
  }

  @Test func nothingFollowsFromARungThatIsNotComplete() throws {
    let spec = try Self.spec(Self.halving)
    let first = try Self.plan(spec).runs
    #expect(first.count == 27)
    let most = Dictionary(
      uniqueKeysWithValues: first.dropLast().map { ($0.id, Self.outcome($0)) })
    let plan = try Self.plan(spec, SearchKnowledge(outcomes: most))
    #expect(plan.runs == first && plan.search?.pause == .runs)
  }

  @Test func aFailedRunIsWaitedForUnlessItMayCountAsTheWorst() throws {
    let spec = try Self.spec(Self.halving)
    let first = try Self.plan(spec).runs
    var known = Dictionary(uniqueKeysWithValues: first.map { ($0.id, Self.outcome($0)) })
    known[first[4].id] = .failed
    let plan = try Self.plan(spec, SearchKnowledge(outcomes: known))
    #expect(plan.runs.count == 27 && plan.search?.pause == .failures([first[4].label]))
    let lenient = try Self.spec(
      Self.halving.replacing(#""trials""#, with: #""failures": "worst", "trials""#))
    let later = try Self.plan(lenient, SearchKnowledge(outcomes: known))
    #expect(later.runs.count == 36)
    let next = try #require(later.search?.stages[1].members.map(\.trial))
    #expect(next.count == 9 && next.contains(4) == false)
  }

  @Test func aFailedRunThatTheSearchWentOnWithoutIsNotTriedAgainByItself() throws {
    let spec = try Self.spec(
      Self.halving.replacing(#""trials""#, with: #""failures": "worst", "trials""#))
    let first = try Self.plan(spec).runs
    var known = Dictionary(uniqueKeysWithValues: first.map { ($0.id, Self.outcome($0)) })
    known[first[4].id] = .failed
    func decisions(_ outcomes: [String: SearchOutcome], rerun: [String] = []) throws
      -> [PlannedRun.Decision]
    {
      let failed = DecisionTests.stored(first[4].configuration, .failed, failure: "x")
      return try Self.plan(spec, SearchKnowledge(outcomes: outcomes))
        .decisions(after: StoredProgress(runs: [failed.id: failed]), rerun: rerun)
        .map(\.decision)
    }
    #expect(try decisions(known)[4] == .leftFailed(failure: "x"))
    #expect(try decisions(known)[4].runs == false)
    #expect(try decisions(known, rerun: [first[4].label])[4] == .rerun)
    known[first[5].id] = nil
    #expect(try decisions(known)[4] == .retry(failure: "x"), "its rung is not decided")
  }

  @Test func whatDivergedOrIsNoNumberIsWorstAndOfEqualsTheFirstGoesOn() throws {
    let spec = try Self.spec(Self.halving)
    let first = try Self.plan(spec).runs
    let plan = try Self.done(spec, order: 3) { run in
      let place = first.firstIndex(of: run) ?? 0
      return place < 20
        ? (place % 2 == 0 ? .diverged : .finished([MetricName("loss"): .nan]))
        : .finished([MetricName("loss"): 1])
    }
    #expect(plan.search?.stages[1].members.map(\.trial) == [0, 1, 20, 21, 22, 23, 24, 25, 26])
  }

  @Test func theChosenRunAgainWithTheirSeeds() throws {
    let spec = try Self.spec(
      #"{"method": "random", "trials": 5}"#,
      #", "select": {"metric": "accuracy", "per": ["optimizer"], "then": {"seeds": [0, 1, 2]}}"#)
    let plan = try Self.done(spec, order: 1)
    let winners = try #require(plan.search?.winners)
    #expect(winners.map(\.configurations) == [5, 5] && winners.map(\.finalists) == [5, 5])
    for (group, label) in ["optimizer=sgd", "optimizer=adam"].enumerated() {
      let own = plan.runs.filter { $0.label.hasPrefix("\(label),trial=") }
      #expect(own.count == 5)
      let best = own.min { Self.loss($0) < Self.loss($1) }
      let winner = try #require(winners[group].trial)
      #expect(best?.label == winner.label && winners[group].value == best.map { -Self.loss($0) })
      // Seed 0 is the trial itself: equal runs are computed once.
      let chosen = plan.runs.filter { $0.label.hasPrefix("\(label),best") }.map(\.label)
      #expect(chosen == ["\(label),best,seed=1", "\(label),best,seed=2"])
    }
  }

  @Test func aGroupWithoutAnyValueHasNoWinner() throws {
    let spec = try Self.spec(
      #"{"method": "random", "trials": 3}"#,
      #", "select": {"metric": "loss", "then": {"seeds": [0, 1]}}"#)
    let plan = try Self.done(spec, order: 1) { _ in .diverged }
    #expect(plan.search?.winners.map(\.trial) == [nil])
    #expect(plan.runs.count == 3 && plan.search?.pause == nil)
  }

  @Test func aSearchProgramIsAskedRoundByRound() throws {
    let spec = try Self.spec(
      #"{"method": {"program": ["./ask"]}, "trials": 5, "round": 2, "metric": "accuracy"}"#)
    var (known, answers) = ([String: SearchOutcome](), [SearchAnswer]())
    var asked: [SearchQuestion] = []
    var plan = try Self.plan(spec)
    while case .question(let question)? = plan.search?.pause {
      asked.append(question)
      let lines = (0..<question.count).map { place in
        #"{"parameters": {"lr": 0.0\#(asked.count)\#(place + 1), "width": 3, "optimizer": "sgd"}}"#
      }
      answers.append(SearchAnswer(key: "k", round: question.round, group: 0, trials: lines))
      plan = try Self.plan(spec, SearchKnowledge(outcomes: known, answers: answers))
      #expect(plan.search?.pause == .runs)
      for run in plan.runs { known[run.id] = Self.outcome(run) }
      plan = try Self.plan(spec, SearchKnowledge(outcomes: known, answers: answers))
    }
    #expect(asked.map(\.count) == [2, 2, 1] && asked.map(\.told.count) == [0, 2, 4])
    #expect(plan.search?.pause == nil && plan.runs.map(\.label) == (0..<5).map { "trial=\($0)" })
    #expect(asked[2].told.map(\.value) == plan.runs.prefix(4).map { -Self.loss($0) })
    let json = asked[1].json(
      SearchSpace(spec), metric: spec.manifest.metric(MetricName("accuracy")))
    #expect(json.contains(#""ask":2,"direction":"maximize","group":"","metric":"accuracy""#))
    #expect(json.contains(#""parameters":{"lr":0.011,"optimizer":"sgd","width":3}"#))
  }

  @Test(arguments: [
    (#"{"parameters": {"lr": 5, "width": 3, "optimizer": "sgd"}}"#, "lr"),
    (#"{"parameters": {"lr": 0.1, "width": 3.5, "optimizer": "sgd"}}"#, "width"),
    (#"{"parameters": {"lr": 0.1, "width": 3, "optimizer": "sdg"}}"#, "optimizer"),
    (#"{"parameters": {"lr": 0.1, "width": 3}}"#, "optimizer"),
    (#"{"parameters": {"lr": 0.1, "width": 3, "optimizer": "sgd", "x": 1}}"#, "x"),
    (#"{"parameters": 3}"#, "parameters"), ("[]", "parameters"),
  ])
  func anAnswerOutsideOfTheSpaceIsRefused(_ line: String, _ word: String) throws {
    let spec = try Self.spec(#"{"method": {"program": ["./ask"]}, "trials": 1}"#)
    let answer = SearchAnswer(key: "", round: 0, group: 0, trials: [line])
    let plan = try Self.plan(spec, SearchKnowledge(answers: [answer]))
    guard case .refused(let words)? = plan.search?.pause else {
      Issue.record("not refused: \(line)")
      return
    }
    #expect(words.contains(word) && plan.runs.isEmpty)
  }

  @Test func aWinnerAtAnEndOfItsRangeIsTold() throws {
    let spec = try Self.spec(
      #"{"method": "sobol", "trials": 64}"#, #", "select": {"metric": "loss"}"#)
    let plan = try Self.done(spec, order: 1) { run in
      .finished([MetricName("loss"): run["width"]?.double ?? 0])
    }
    #expect(plan.search?.winners.first?.edges == ["width"])
  }
}

/// What grids and draws share.
@Suite(.timeLimit(.minutes(60))) struct SharedStepTests {
  @Test(arguments: [
    ParameterRange(0, 0.5, step: 0.1), ParameterRange(0, 1.3e-6, step: 1e-7),
    ParameterRange(16, 512, isInteger: true, step: 16), ParameterRange(-1, 1, step: 0.25),
  ])
  func aStepHasOneValueHoweverItIsFound(_ range: ParameterRange) {
    let drawn = (0..<1000).map { range.value(at: Double($0) / 1000) }
    #expect(Set(drawn) == Set(range.values))
  }

  @Test func moreDimensionsThanThereArePointsAreRefused() throws {
    let parameters = (0..<200).map { "\"p\($0)\": {\"uniform\": [0, 1]}" }.joined(separator: ", ")
    let text = """
      {"name": "s", "trainer": {"command": ["./t"], "metrics": {"loss": "lower"}},
       "parameters": {\(parameters)}, "search": {"method": "sobol", "trials": 4}}
      """
    #expect(throws: SpecError.self) { try Specs.decode(text) }
    _ = try Specs.decode(text.replacing("sobol", with: "random"))
  }
}

import Experiments
import Foundation
import Letters
import Testing

@testable import Reports

/// What a report says of a search and of several seeds.
@Suite(.timeLimit(.minutes(60))) struct SearchReportTests {
  private static func text(_ search: String, _ more: String = "") -> String {
    #"""
    {"name": "s", "trainer": {"command": ["./t", "{args}"], "budget": "epochs",
      "metrics": {"loss": "lower", "accuracy": "higher"}},
     "parameters": {"lr": {"log": [1e-4, 1]}, "width": {"integer": [1, 64]},
       "optimizer": ["sgd", "adam"], "epochs": 27}
    """# + search + more + "}"
  }

  private static let halving =
    #", "search": {"method": "sobol", "trials": 9, "#
    + #""halving": {"metric": "loss", "factor": 3, "from": 3}}"#
  private static let selection =
    #", "select": {"metric": "loss", "per": ["optimizer"], "then": {"seeds": [1, 2, 3]}}"#

  private static func loss(_ run: Run) -> Double {
    let (lr, width) = (run["lr"]?.double ?? 0, run["width"]?.double ?? 0)
    let adam = run["optimizer"]?.string == "adam"
    return lr + width / 640 + 1 / (run["epochs"]?.double ?? 1) + (adam ? 0 : 5)
      + 0.001 * Double(run.configuration.seed)
  }

  /// A search, carried on until nothing follows, or for so many steps.
  private static func results(
    _ text: String, steps: Int = 20, _ state: (Run) -> RunState = { _ in .finished }
  ) throws -> SweepResults {
    let spec = try SweepSpec.decode(Array(text.utf8), file: "s.json", trainers: .letters)
    let program = ProgramRecord(folder: "/home/someone", inputs: [])
    let facts = program.facts(command: spec.program?.command ?? [])
    var known: [String: SearchOutcome] = [:]
    var runs: [RunResult] = []
    for _ in 0..<steps {
      let plan = try Plan(
        spec, name: "s", facts: facts, knowledge: SearchKnowledge(outcomes: known))
      runs = plan.runs.map { run in
        let values = [MetricName("loss"): loss(run), MetricName("accuracy"): -loss(run)]
        known[run.id] = SearchOutcome(state(run), values)
        return ProgramSample.outcome(
          run, state(run),
          [EpochMetrics(epoch: 1, metrics: values.map { Metric($0.key.rawValue, $0.value) })],
          artifacts: [])
      }
    }
    let record = SweepRecord(
      name: "s", spec: spec.canonicalJSON, specSHA256: spec.sha256, source: .program(program),
      published: [:], manifest: spec.manifest)
    return SweepResults(sweep: record, groundTruth: nil, runs: runs)
  }

  private func page(_ section: any Section, _ results: SweepResults) -> String {
    Markdown.page(section.blocks(of: SweepReading(results)))
  }

  @Test func rungsCountThoseThatWentOnAndThoseThatStopped() throws {
    let text = page(SearchSection(), try Self.results(Self.text(Self.halving)))
    #expect(text.contains("9 trials: scrambled Sobol points, seed 0."))
    #expect(text.contains("Of all, 1 went to the end, 8 stopped early."))
    #expect(text.contains("| 1 | 3 | 9 | 9 | 3 | 6 | 0 | 0 | 0 |"), "\(text)")
    #expect(text.contains("| 3 | 27 | 1 | 1 | 1 to the end | 0 | 0 | 0 | 0 |"))
    #expect(text.contains("stopped at rung 1 of 3") && text.contains("went to the end"))
    for picture in ["search.png", "search-lr.png", "search-width.png"] {
      #expect(text.contains(picture))
    }
    #expect(text.contains("| optimizer | Trials | To the end |"))
  }

  @Test func whatDivergedIsCountedAndNeverDropped() throws {
    let results = try Self.results(Self.text(Self.halving)) {
      ($0["lr"]?.double ?? 0) > 0.1 ? .diverged : .finished
    }
    let lost = results.runs.count { $0.state == .diverged }
    let text = page(SearchSection(), results)
    #expect(lost > 0 && text.contains("\(lost) diverged"))
    #expect(text.contains("diverged at rung 1 of 3"))
  }

  @Test func theChosenAreShownInResultsAndTrialsInTheSearchAlone() throws {
    let results = try Self.results(Self.text(Self.halving, Self.selection))
    let text = page(ResultsSection(), results)
    #expect(text.contains("These are the chosen, with the seeds that judge them."))
    #expect(text.contains("best") && !text.contains("trial="))
    #expect(page(SearchSection(), results).contains("trial=0"))
  }

  @Test func theSelectionSaysCandidatesWinnerAndItsTest() throws {
    let text = page(
      SelectionSection(), try Self.results(Self.text(Self.halving, Self.selection)))
    #expect(text.contains("| Group | Candidates | To the end | Chosen |"), "\(text)")
    #expect(text.contains("| optimizer=adam | 9 | 1 | optimizer=adam,trial="))
    #expect(text.contains("| optimizer=adam,best | 3 |"))
  }

  @Test func aWinnerAtTheEndOfItsRangeIsWarnedOf() throws {
    let edge = #", "search": {"method": "grid"}, "select": {"metric": "loss"}"#
    let text = Self.text(edge).replacing(#"{"log": [1e-4, 1]}"#, with: "[0.1, 0.2, 0.3]")
      .replacing(#"{"integer": [1, 64]}"#, with: "[32]")
    let found = page(SelectionSection(), try Self.results(text))
    #expect(found.contains("lr lies at the end of its range (0.1): widen it."), "\(found)")
  }

  @Test func theTableOfTrialsIsBoundedAndSaysSo() throws {
    let many = #", "search": {"method": "random", "trials": 80}"#
    let text = page(SearchSection(), try Self.results(Self.text(many)))
    #expect(text.contains("The first 50 of 80 trials"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("| trial=") } == 50)
  }

  @Test func aSearchThatIsNotDoneSaysWhy() throws {
    let results = try Self.results(Self.text(Self.halving, Self.selection), steps: 1) { _ in
      .running
    }
    #expect(page(SearchSection(), results).contains("The search goes on"))
    #expect(page(SelectionSection(), results).contains("Nothing is chosen yet"))
  }

  @Test func theBestIsNamedOnlyWhereTheDataSeparateIt() throws {
    let claims = #", "claims": ["optimizer=adam beats optimizer=sgd on loss"]"#
    let chosen = try Self.results(Self.text(Self.halving, Self.selection + claims))
    let text = page(ComparisonSection(), chosen)
    #expect(text.contains("**best**") && text.contains("| separated |"), "\(text)")
    #expect(text.contains("(n = 3)"))
    #expect(text.contains("| **yes** | 3 | -5 |"))
  }

  @Test func underThreeSeedsThereIsNoIntervalAndItIsSaid() throws {
    let few = Self.selection.replacing("[1, 2, 3]", with: "[1, 2]")
    let text = page(ComparisonSection(), try Self.results(Self.text(Self.halving, few)))
    #expect(text.contains("Fewer than 3 seeds are shared, so there is no interval and no test."))
    #expect(!text.contains("(n = ") && !text.contains("**best**"))
    #expect(text.contains("too few seeds shared"))
  }

  @Test func theLateMedianStandsBesideTheLastValue() {
    let tests: [Double] = [9, 1.5, 1.2, 1.8, 1.25, 1.6]
    let metrics = tests.enumerated().map { index, test in
      Sample.values(epoch: 250 + 10 * index, train: test / 2, test: test)
    }
    let results = Sample.results([Sample.run(Variant(.cnn), metrics: metrics)])
    let text = Markdown.page(ResultsSection().blocks(of: results))
    #expect(text.contains("Late median, test MSE |"))
    #expect(text.contains("over the last 13.3 % of the epochs (from 260 of 300 on)."))
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| cnn_ae") }
    #expect(rows.contains { $0.hasSuffix("| 1.50 |") }, "\(rows)")
    let short = Sample.results([Sample.run(Variant(.cnn), epochs: 2)])
    #expect(!Markdown.page(ResultsSection().blocks(of: short)).contains("Late median"))
  }
}

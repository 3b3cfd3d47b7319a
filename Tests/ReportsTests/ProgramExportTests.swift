import Experiments
import Foundation
import Letters
import Testing

@testable import Reports

/// What other programs are given of runs of somebody else's program.
@Suite(.timeLimit(.minutes(60))) struct ProgramExportTests {
  @Test func aRowHasTheParametersAndTheMetrics() throws {
    let lines = Export.csv([try ProgramSample.results()]).components(separatedBy: "\r\n")
    #expect(
      lines[0] == "sweep,run_id,label,seed,lr,optimizer,epochs,workers,state,attempts,last_step,"
        + "accuracy,loss,grad norm,seconds,failure,best_step,best_accuracy,folder,checkpoint,"
        + "checkpoint_step,core_seconds")
    #expect(lines[1].contains(",0,0.1,sgd,20,4,finished,1,20,0.9"))
    #expect(lines[1].hasSuffix("step_10.pt,10,6.25"))
    // Diverged: the last loss is of the very last state.
    #expect(lines[9].contains(",diverged,1,7,") && lines[9].contains(",nan,"))
  }

  @Test func jsonLinesHaveTheSameColumns() throws {
    let results = try ProgramSample.results()
    let line = try #require(Export.jsonLines(results).split(separator: "\n").first)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(Set(object.keys) == Set(Export.columns(of: results).map(\.name)))
    #expect(object["optimizer"] as? String == "sgd" && object["workers"] as? Int == 4)
    #expect(object["best_step"] as? Int == 20)
  }

  @Test func namesThatAreTakenAreSetApart() throws {
    let spec = #"""
      { "name": "x", "trainer": { "command": ["true"], "metrics": { "seconds": "lower" } },
        "parameters": { "state": 1, "a": { "lr": 2 }, "b": { "lr": 3 } } }
      """#
    let plan = try ProgramSample.plan(spec)
    let run = ProgramSample.outcome(
      plan.runs[0], .finished, [EpochMetrics(epoch: 1, metrics: [Metric("seconds", 9)])],
      artifacts: [])
    let results = SweepResults(sweep: plan.record, groundTruth: nil, runs: [run])
    let names = Export.columns(of: results).map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.contains("a.lr") && names.contains("b.lr"))
    #expect(names.contains("parameters.state") && names.contains("metrics.seconds"))
  }

  @Test func sweepsOfSeveralTrainersShareOneHeader() throws {
    let letters = Sample.results([Sample.run(Variant(.cnn))])
    let csv = Export.csv([letters, try ProgramSample.results()])
    let rows = csv.components(separatedBy: "\r\n").dropLast()
    let header = rows[0].components(separatedBy: ",")
    #expect(Array(header.prefix(4)) == ["sweep", "run_id", "label", "family"])
    #expect(Set(header).count == header.count && header.contains("accuracy"))
    // No field of these has a comma but the labels, which are quoted.
    #expect(rows[1].components(separatedBy: ",").count == header.count)
    #expect(rows.count == 14)
  }

  @Test func everyValueHasItsStepAndItsBits() throws {
    let csv = Export.metricsCSV([try ProgramSample.results()])
    #expect(csv.hasPrefix("sweep,run_id,label,step,name,value,bits\r\n"))
    #expect(csv.contains(",7,loss,nan,7ff8000000000000\r\n"))
  }

  @Test func aComparisonNamesTheParametersThatDiffer() throws {
    let results = try ProgramSample.results()
    let runs = [results.runs[0], results.runs[3]].map { (results.sweep.manifest, $0) }
    let text = Comparison(runs).text
    #expect(text.contains("optimizer") && !text.contains("\nlr") && !text.contains("epochs"))
    #expect(text.contains("20 of 20") && text.contains("grad norm") && !text.contains("median"))
  }

  @Test func runsOfSeveralTrainersCanBeCompared() throws {
    let results = try ProgramSample.results()
    let text = Comparison([
      (.letters, Sample.run(Variant(.cnn))), (results.sweep.manifest, results.runs[0]),
    ]).text
    #expect(text.contains("variant") && text.contains("program.command"))
    #expect(text.contains("epoch or step") && text.contains("median late test_mse"))
  }

  @Test func theBestStateFollowsTheDirection() throws {
    let plan = try ProgramSample.plan()
    let values = [0.2, 0.9, .infinity, 0.9, .nan].enumerated().map {
      EpochMetrics(epoch: $0, metrics: [Metric("accuracy", $1)])
    }
    let run = ProgramSample.outcome(plan.runs[0], .finished, values, artifacts: [])
    let name = MetricName("accuracy")
    #expect(run.best(MetricDeclaration(name, .higher))?.step == 1)
    #expect(run.best(MetricDeclaration(name, .lower))?.step == 0)
    #expect(run.best(MetricDeclaration(name, .neither)) == nil)
  }
}

import Experiments
import Foundation
import Letters
import TestSupport
import Testing

@testable import Reports

/// What is said of runs of somebody else's program.
@Suite(.timeLimit(.minutes(60))) struct ProgramReportTests {
  private func page(_ results: SweepResults) -> String {
    Markdown.page(Report.standard.blocks(of: results))
  }

  @Test(arguments: ["report.md", "report.html"])
  func theReportOfAProgramIsAsItWas(_ page: String) throws {
    let files = try Report.standard.files(of: ProgramSample.results())
    let text = try #require(files.first { $0.path == page }).bytes
    let differences = try Snapshot("program-\(page)")
      .differences(from: String(decoding: text, as: UTF8.self).withoutPageText)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test func aProgramsPageHasNoWordOfTheLetters() throws {
    let text = page(try ProgramSample.results()).lowercased()
    let words = [
      "mse", "sequence", "reconstruct", "letter", "autoencoder", "ground truth", "| epoch",
    ]
    for word in words { #expect(!text.contains(word), "\(word)") }
  }

  @Test func theBestIsMarkedByTheHeadlinesDirection() throws {
    let text = page(try ProgramSample.results())
    #expect(text.contains("accuracy: higher is better; loss: lower is better."))
    // The better optimizer of those that finished; the mean of three seeds.
    #expect(text.contains(#"| lr=0.1,optimizer=adam | **0.9"#) && text.contains(" (best)**"))
    #expect(text.contains("The highest accuracy stands out."))
    #expect(text.contains("| lr | optimizer | accuracy | loss |"))
  }

  @Test func aLowerHeadlineHasTheLeastAsItsBest() throws {
    let turned = ProgramSample.spec.replacing(
      #""accuracy": "higher", "loss": "lower""#, with: #""loss": "lower", "accuracy": "higher""#)
    let text = page(try ProgramSample.results(turned))
    #expect(text.contains("The lowest loss stands out."))
    #expect(text.contains("| Run | loss | accuracy | Seeds |"))
  }

  @Test func everyMetricHasAChartAndTheHeadlineComesFirst() throws {
    let results = try ProgramSample.results()
    let pictures = CurvesSection().blocks(of: results).flatMap(\.pictures).map(\.path)
    let strange = try #require(pictures.last)
    #expect(pictures.dropLast() == ["figures/accuracy.png", "figures/loss.png"])
    #expect(strange.hasPrefix("figures/grad_norm-") && strange.hasSuffix(".png"))
  }

  @Test func aMetricOfOneStateHasNoChart() throws {
    let plan = try ProgramSample.plan()
    let last = [EpochMetrics(epoch: 0, metrics: [Metric("accuracy", 0.9)])]
    let runs = plan.runs.map { ProgramSample.outcome($0, .finished, last, artifacts: []) }
    let results = SweepResults(sweep: plan.record, groundTruth: nil, runs: runs)
    #expect(CurvesSection().blocks(of: results).isEmpty)
    #expect(page(results).contains("0.9 ± 0"))
  }

  @Test func whatNobodyDeclaredIsShownLast() throws {
    let text = page(try ProgramSample.results())
    let (results, others) = (text.range(of: "## Results"), text.range(of: "## Other metrics"))
    #expect(try #require(results).lowerBound < #require(others).lowerBound)
    #expect(text.contains("| Run | grad norm |"))
  }

  @Test func picturesAreWrittenAsTheirBytesAre() throws {
    let results = try ProgramSample.results()
    let files = try Report.standard.files(of: results)
    let run = results.runs[0]
    for artifact in run.artifacts where artifact.kind == .png {
      let path = "figures/\(run.run.label)/confusion-\(artifact.step).png"
      #expect(files.first { $0.path == path }?.bytes == artifact.content, "\(path)")
    }
    let text = page(results)
    #expect(text.contains("confusion, step 20") && text.contains("Earlier ones of"))
    #expect(text.contains("1      <b>0.91</b>") && text.contains("`w.bin`, 3 B"))
  }

  @Test func namesThatLookAlikeHaveFilesOfTheirOwn() throws {
    let plan = try ProgramSample.plan()
    let content = try #require(try ProgramSample.results().runs[0].artifacts.first).content
    let names = ["a b", "a:b", "a_b", "../../a", ".hidden", String(repeating: "x", count: 100)]
    let made = names.map {
      Artifact(name: $0, step: 3, kind: .png, file: "a.png", content: content)
    }
    let runs = [ProgramSample.outcome(plan.runs[0], .finished, [], artifacts: made)]
    let files = try Report.standard.files(
      of: SweepResults(sweep: plan.record, groundTruth: nil, runs: runs))
    let figures = files.map(\.path).filter { $0.hasSuffix("-3.png") }
    #expect(Set(figures).count == names.count)
    #expect(figures.allSatisfy { $0.split(separator: "/").count == 3 && !$0.contains("/.") })
  }

  @Test func bytesThatAreNoPictureAreNotShownAsOne() throws {
    let plan = try ProgramSample.plan()
    let fake = Artifact(
      name: "fake", step: 1, kind: .png, file: "fake.png", content: Array("<svg>".utf8))
    let runs = [ProgramSample.outcome(plan.runs[0], .finished, [], artifacts: [fake])]
    let results = SweepResults(sweep: plan.record, groundTruth: nil, runs: runs)
    #expect(try !Report.standard.files(of: results).contains { $0.path.hasSuffix(".png") })
    #expect(page(results).contains("`fake.png`, 5 B"))
  }

  @Test func aLongTextIsCutAfterFiftyLines() throws {
    let plan = try ProgramSample.plan()
    let lines = (1...80).map { "line \($0) " + String(repeating: "y", count: 1000) }
    let text = Artifact(
      name: "log", step: 1, kind: .text, file: "log.txt",
      content: Array(lines.joined(separator: "\n").utf8))
    let runs = [ProgramSample.outcome(plan.runs[0], .finished, [], artifacts: [text])]
    let page = page(SweepResults(sweep: plan.record, groundTruth: nil, runs: runs))
    #expect(page.contains("line 50 ") && !page.contains("line 51 "))
    #expect(!page.contains(String(repeating: "y", count: 400)))
  }

  @Test func theRecordOfACrashIsShownWithItsLastLines() throws {
    let text = page(try ProgramSample.results())
    #expect(text.contains("| the program exited with code 1 |"))
    #expect(text.contains("ZeroDivisionError: division by zero"))
    #expect(text.contains("diverged at step 7"))
    #expect(text.contains("stopped at step 12 of 20"))
  }

  @Test func commandFilesAndVariablesAreSaidAndWhatIsPromised() throws {
    let text = page(try ProgramSample.results())
    #expect(text.contains("| Command | python3 train.py '{args}' |"))
    #expect(text.contains("| train.py, SHA-256 | \(ProgramSample.digest) |"))
    #expect(text.contains("CUDA_VISIBLE_DEVICES | 0 |"))
    #expect(text.contains("Started by | sweep 0.1.0"))
    #expect(text.contains("whether its numbers repeat is the program's own affair"))
    #expect(!text.contains("Engine") && !text.contains("core-hours"))
  }

  @Test func aProgramWithoutMetricsHasItsStates() throws {
    let silent = ProgramSample.spec.replacing(
      #""metrics": { "accuracy": "higher", "loss": "lower" },"#, with: "")
    let plan = try ProgramSample.plan(silent)
    let runs = plan.runs.map { ProgramSample.outcome($0, .finished, [], artifacts: []) }
    let text = page(SweepResults(sweep: plan.record, groundTruth: nil, runs: runs))
    #expect(text.contains("| Run | State | Seeds |") && text.contains("| finished | 3 |"))
    #expect(text.contains("The program declares no metrics."))
  }

  @Test func aSweepOfSeedsAloneIsOneRow() throws {
    let plain = ProgramSample.spec.replacing(
      #""lr": [0.1, 0.01], "optimizer": ["sgd", "adam"], "#, with: "")
    let plan = try ProgramSample.plan(plain)
    let runs = plan.runs.map {
      ProgramSample.outcome(
        $0, .finished, [EpochMetrics(epoch: 1, metrics: [Metric("accuracy", 0.5)])])
    }
    let text = page(SweepResults(sweep: plan.record, groundTruth: nil, runs: runs))
    #expect(text.contains("| all seeds | 0.5 ± 0 |"))
    #expect(!text.contains("(best)") && !text.contains("## Settings"))
  }

  @Test func infinitiesAndNaNAreSaidInWords() throws {
    let plan = try ProgramSample.plan()
    let values: [Double] = [.nan, .infinity, -.infinity]
    let runs = zip(plan.runs, values).map { run, value in
      ProgramSample.outcome(
        run, .finished, [EpochMetrics(epoch: 1, metrics: [Metric("loss", value)])], artifacts: [])
    }
    let results = SweepResults(sweep: plan.record, groundTruth: nil, runs: runs)
    let text = page(results)
    for word in ["| nan |", "| inf |", "| -inf |"] { #expect(text.contains(word)) }
    let again = try ResultsFile.decode(
      ResultsFile.encode(results), file: "results.jsonl", trainers: .letters)
    #expect(again.runs == results.runs)
  }

  @Test func aFileOfResultsIsReadBackWithoutTheSpecsFolder() throws {
    let results = try ProgramSample.results()
    let bytes = ResultsFile.encode(results)
    #expect(!String(decoding: bytes, as: UTF8.self).contains("someone"))
    let again = try ResultsFile.decode(bytes, file: "results.jsonl", trainers: .letters)
    #expect(again.runs == results.runs && again.sweep.manifest == results.sweep.manifest)
    #expect(again.sweep.program?.inputs == results.sweep.program?.inputs)
    #expect(ResultsFile.encode(again) == bytes)
    #expect(try Report.standard.files(of: again) == Report.standard.files(of: results))
  }

  @Test func dataWithoutASourceIsRefused() throws {
    let text = String(
      decoding: ResultsFile.encode(Sample.results([Sample.run(Variant(.cnn))])), as: UTF8.self)
    let torn = text.replacing(
      #""source":{"file":{"path":"mixoutALL_shifted.mat"}}"#, with: #""other":1"#)
    #expect(torn != text)
    let error = try #require(throws: ReportError.self) {
      try ResultsFile.decode(Array(torn.utf8), file: "results.jsonl", trainers: .letters)
    }
    #expect(error.line == 1 && error.description.contains("no \"source\""))
  }
}

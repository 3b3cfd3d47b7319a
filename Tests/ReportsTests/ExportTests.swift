import Experiments
import Foundation
import Letters
import Testing

@testable import Reports

/// What other programs are given.
@Suite(.timeLimit(.minutes(60))) struct ExportTests {
  private func results() -> SweepResults {
    Sample.results([
      Sample.run(
        Variant(.cnn), label: "a,\"b\"\nc", state: .failed,
        metrics: [
          Sample.values(epoch: 1, train: -.nan, test: 0.1),
          EpochMetrics(epoch: 2, metrics: [Metric(.trainLoss, 1)]),
        ], failure: "x,\ny")
    ])
  }

  private func object(_ results: SweepResults) throws -> [String: Any] {
    let line = try #require(Export.jsonLines(results).split(separator: "\n").first)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  @Test func fieldsAreQuotedWhereTheyMustBe() {
    let csv = Export.csv([results()])
    #expect(csv.hasPrefix("sweep,run_id,label,family,cell,seed,"))
    #expect(
      csv.contains("\"a,\"\"b\"\"\nc\",cnn,cnn,0,64,,64,0.0002,300,failed,1,2,nan,0.1,nan,0.1,"))
    #expect(csv.contains(",\"x,\ny\",1,1,0.1,true,10,0 300,10,0,"))
    // What is left out of a run's identity has its neutral value.
    #expect(
      csv.hasSuffix(",cnn_ae/cnn,x/checkpoints/epoch_300.safetensors,300,,0,,constant,0,,,\r\n"))
    #expect(Export.metricsCSV([results()]).contains(",1,test_mse,0.1,3fb999999999999a\r\n"))
  }

  @Test func jsonHasTheSameColumnsAndItsOwnForms() throws {
    let object = try object(results())
    #expect(object["label"] as? String == "a,\"b\"\nc")
    #expect(object["train_mse"] as? String == "nan")
    #expect(object["hidden"] is NSNull)
    #expect(object["shuffle"] as? Bool == true)
    #expect(object["figure_epochs"] as? [Int] == [0, 300])
    #expect(Set(object.keys) == Set(Export.columns(of: results()).map(\.name)))
    #expect(object.count == Export.columns(of: results()).count)
  }

  @Test func everySettingHasAColumn() {
    let names = Export.columns(of: results()).map(\.name)
    for setting in Manifest.letters.settings { #expect(names.contains(setting.key), "\(setting)") }
    let every = ParameterValues([.init("train.checkpoint_every", .whole(7))])
    let listed = Export.settings(
      of: results().runs[0].run.configuration, uncounted: every, .letters)
    #expect(listed.map(\.name) == listed.map(\.name).sorted())
    #expect(Set(listed.map(\.name)).isSubset(of: names))
    #expect(listed.first { $0.name == "checkpoint_every" }?.json == "7")
  }

  @Test func theFirstColumnsStayWhereTheyAre() {
    let released = [
      "sweep", "run_id", "label", "family", "cell", "seed", "latent", "hidden", "batch_size",
      "learning_rate", "epochs", "state", "attempts", "last_epoch", "train_mse", "test_mse",
      "train_mse_running", "test_mse_running", "seconds", "sequences", "failure",
      "evaluated_epoch", "best_epoch", "best_test_mse", "shuffle", "evaluate_every",
      "figure_epochs", "checkpoint_every", "split_seed", "fingerprint", "numeric_contract",
      "folder", "checkpoint", "checkpoint_epoch", "core_seconds",
    ]
    #expect(Array(Export.columns(of: results()).map(\.name).prefix(released.count)) == released)
  }

  @Test(arguments: [-Double.nan, .nan, Double(nan: 1, signaling: true), .signalingNaN])
  func everyNaNIsSpelledAlike(_ value: Double) {
    #expect(ExactNumber.text(value) == "nan")
    #expect(ShortNumber.text(value) == "nan" && NumberText.significant(value) == "nan")
    let run = Sample.run(
      Variant(.cnn), metrics: [Sample.values(epoch: 300, train: value, test: -.infinity)])
    #expect(Export.csv([Sample.results([run])]).contains(",nan,-inf,nan,-inf,"))
    #expect(Export.metricsCSV([Sample.results([run])]).contains(",train_mse,nan,"))
  }

  @Test func aDivergedRunHasNoValueOfAnotherEpoch() throws {
    let (before, last) = (
      Sample.values(epoch: 0, train: 386, test: 385),
      EpochMetrics(epoch: 1, metrics: [Metric(.trainLoss, .nan)])
    )
    func run(_ state: RunState) -> RunResult {
      Sample.run(Variant(.rnn, .gru), state: state, metrics: [before, last])
    }
    #expect(run(.diverged).headline(.testMSE) == nil)
    #expect(!Comparison([(.letters, run(.diverged))]).text.contains("385"))
    let interrupted = run(.interrupted)
    #expect(interrupted.headline(.testMSE)?.epoch == 0)
    #expect(Comparison([(.letters, interrupted)]).text.contains("385 (epoch 0)"))
    let object = try object(Sample.results([run(.diverged)]))
    #expect(object["test_mse"] is NSNull && object["evaluated_epoch"] is NSNull)
    #expect(object["last_epoch"] as? Int == 1 && object["best_epoch"] as? Int == 0)
  }

  @Test func theBestStateIsTheFirstOfTheLeastFiniteTestError() {
    let values = [(0, 9.0), (10, 2), (20, -Double.infinity), (30, 2), (40, .nan)].map {
      Sample.values(epoch: $0, train: 1, test: $1)
    }
    let best = Sample.run(Variant(.cnn), metrics: values).best(Manifest.letters.metric(.testMSE))
    #expect(best?.step == 10 && best?.value == 2)
    #expect(Sample.run(Variant(.cnn), metrics: []).best(Manifest.letters.metric(.testMSE)) == nil)
  }
}

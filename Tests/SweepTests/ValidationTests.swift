import Foundation
import TestSupport
import Testing

/// A share of the train set to choose by, from the spec to what is reported.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ValidationTests {
  private static let search = """
    , "zip": [],
    "search": {"method": "random", "trials": 2},
    "select": {"metric": "validation_mse", "per": ["cells"], "then": {"seeds": [0, 1]}}
    """

  private static func spec(_ more: String = search, validation: String = "0.25") -> String {
    SweepProgram.spec(more: more)
      .replacing(#""epochs": 3"#, with: #""learning_rate": {"log": [1e-4, 1e-2]}, "epochs": 3"#)
      .replacing(#""seed": 0 } }]"#, with: #""seed": 0 } }], "validation": \#(validation)"#)
  }

  /// The exported rows by their labels, each by its columns.
  private func rows(_ program: SweepProgram) throws -> [String: [String: Any]] {
    let lines = try program.run("export", "tiny", "--format", "jsonl").output.split(separator: "\n")
    return try Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let row = try #require(
          JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        return (try #require(row["label"] as? String), row)
      })
  }

  @Test func theTestSetIsLookedAtForTheChosenAlone() throws {
    let program = try SweepProgram(spec: Self.spec())
    let run = try program.run("run", "tiny.json", "-q")
    #expect(run.code == 0, "\(run.errors)")
    let rows = try rows(program)
    #expect(rows.count == 2 * 2 + 2 * 2)
    for (label, row) in rows {
      let isChosen = label.contains(",best")
      #expect((row["test_mse"] as? Double != nil) == isChosen, "\(label)")
      #expect((row["validation_mse"] as? Double != nil) == !isChosen, "\(label)")
      #expect((row["validation"] as? Double) == (isChosen ? nil : 0.25), "\(label)")
    }
    #expect(try program.run("verify", "tiny", "--all").code == 0)
  }

  @Test func aChosenRunIsTheRunThatASpecOfItsValuesMakes() throws {
    let program = try SweepProgram(spec: Self.spec())
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let chosen = try #require(try rows(program)["gru_ae,best,seed=1"])
    let rate = try #require(chosen["learning_rate"] as? Double)
    let plain = SweepProgram.spec(cells: #"["gru"]"#, more: #", "seeds": [1]"#)
    try program.write(plain, to: "plain.json")
    let plan = try program.run(
      "plan", "plain.json", "--set", "train.learning_rate=\(rate)", "--set", "name=plain", "--json")
    #expect(plan.output.contains(try #require(chosen["run_id"] as? String)), "\(plan.errors)")
  }

  @Test(arguments: [
    (
      search.replacing("validation_mse", with: "test_mse"), "0.25",
      "it is not looked at while dataset.validation is set"
    ), (search, "0", "dataset.validation"), (search, "1", "dataset.validation"),
  ])
  func whatCannotBeChosenByIsRefused(
    _ more: String, _ validation: String, _ words: String
  ) throws {
    let program = try SweepProgram(spec: Self.spec(more, validation: validation))
    let validated = try program.run("validate", "tiny.json")
    #expect(validated.code == 2 && validated.errors.contains(words), "\(validated.errors)")
  }

  @Test func aMetricThatNobodyMeasuresIsRefused() throws {
    let spec = Self.spec().replacing(#", "validation": 0.25"#, with: "")
    let program = try SweepProgram(spec: spec)
    let validated = try program.run("validate", "tiny.json")
    #expect(validated.code == 2 && validated.errors.contains("set dataset.validation"))
  }
}

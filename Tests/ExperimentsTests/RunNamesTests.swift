import Letters
import Testing

@testable import Experiments

/// Runs are found as people type them, and never another one than was named.
@Suite(.timeLimit(.minutes(60))) struct RunNamesTests {
  private let ids = (0..<6).map { number in
    Hexadecimal.identifier([UInt8(number)])
  }

  private var names: RunNames {
    let labels = [
      ("grid", "gru_ae,learning_rate=0.00002,seed=0"),
      ("grid", "gru_ae,learning_rate=0.00002,seed=1"),
      ("grid", "gru_ae,learning_rate=0.0002,seed=0"),
      ("grid", "cgru_ae,figure_epochs=0-50,shuffle=true"),
      ("demo", "gru_ae"), ("demo", "lstm_ae"),
    ]
    return RunNames(
      zip(labels, ids).map { RunName(sweep: $0.0.0, label: $0.0.1, id: $0.1) },
      versions: Manifest.letters.allLabels)
  }

  private func problem(_ text: String) throws -> SpecError.Problem {
    let error = try #require(throws: SpecError.self) { try names.place(of: text) }
    return try #require(error.problems.first)
  }

  @Test(arguments: [
    ("gru_ae,learning_rate=0.00002,seed=1", 1), ("gru_ae,learning_rate=2e-5,seed=1", 1),
    ("gru_ae,learning_rate=2E-5,seed=1.0", 1), ("gru_ae,seed=1,train.learning_rate=0.2e-4", 1),
    ("gru_ae, seeds=0, learning_rate=2.0e-4", 2), ("grid/gru_ae,learning_rate=2e-4,seed=0", 2),
    ("cgru_ae,figure_epochs=[0, 50],shuffle=true", 3), ("gru_ae", 4), ("demo/gru_ae", 4),
    ("demo/lstm_ae", 5),
  ])
  func aLabelIsFoundInEverySpelling(_ text: String, _ place: Int) throws {
    #expect(try names.place(of: text) == place)
  }

  @Test func anIdIsFoundByItsBeginningWithItsSweepOrWithout() throws {
    #expect(try names.place(of: ids[3]) == 3)
    #expect(try names.place(of: String(ids[3].prefix(8))) == 3)
    #expect(try names.place(of: "grid/\(ids[3].prefix(8))") == 3)
    #expect(try problem("demo/\(ids[3].prefix(8))").code == .unknownRun)
  }

  @Test func aLabelOfSeveralSweepsIsAmbiguousUnlessItIsOneRun() throws {
    let several = RunNames(
      [
        RunName(sweep: "a", label: "gru_ae", id: ids[0]),
        RunName(sweep: "b", label: "gru_ae", id: ids[1]),
        RunName(sweep: "b", label: "rnn_ae", id: ids[2]),
        RunName(sweep: "c", label: "rnn_ae", id: ids[2]),
      ], versions: Manifest.letters.allLabels)
    let error = try #require(throws: SpecError.self) { try several.place(of: "gru_ae") }
    #expect(error.problems.map(\.code) == [.ambiguousRun])
    #expect(error.problems[0].allowed == ["a/gru_ae", "b/gru_ae"])
    #expect(try several.place(of: "b/gru_ae") == 1)
    #expect(try several.place(of: "rnn_ae") == 2)
    #expect(try several.place(of: "c/rnn_ae") == 3)
  }

  @Test(arguments: [
    ("gur_ae", "gru_ae"), ("demo/ltsm_ae", "demo/lstm_ae"), ("lstm", "lstm_ae"),
    ("dmo/lstm_ae", "demo/lstm_ae"),
    ("gru_ae,lerning_rate=2e-5,seed=1", "gru_ae,learning_rate=0.00002,seed=1"),
    ("cgru_ae,figure_epochs=0-50,shuffle=ture", "cgru_ae,figure_epochs=0-50,shuffle=true"),
  ])
  func aSlipInAWordIsMended(_ text: String, _ suggestion: String) throws {
    #expect(try problem(text).suggestion == suggestion)
  }

  @Test func aSlipInAnIdIsMended() throws {
    let text = String(ids[3].prefix(10))
    let slip = String(text.dropLast(2)) + String(text.suffix(2).reversed())
    let upper = text.uppercased()
    try #require(slip != text)
    #expect(try problem(slip).suggestion == text)
    if upper != text { #expect(try problem(upper).suggestion == text) }
  }

  // Another number, or another variant that there is, is another run.
  @Test(arguments: [
    "gru_ae,learning_rate=2e-5,seed=2", "gru_ae,learning_rate=2e-6,seed=0", "gru_ae,seed=11",
    "rnn_ae", "clstm_ae", "resgru_ae", "crnn_ae", "demo/cgru_ae", "", "/", "demo/", "1", "zzzzzz",
  ])
  func anotherRunIsNeverProposed(_ text: String) throws {
    let problem = try problem(text)
    #expect(problem.code == .unknownRun && problem.suggestion == nil && problem.allowed.isEmpty)
    #expect(problem.note != nil)
  }

  @Test func whatThereIsIsSaid() throws {
    #expect(try problem("rnn_ae").note == "there are gru_ae, cgru_ae, lstm_ae")
    #expect(
      try problem("gru_ae,learning_rate=2e-6,seed=0").note
        == "learning_rate may be 0.00002, 0.0002")
    #expect(try problem("nope/gru_ae").note?.contains("there are demo, grid") == true)
  }

  @Test func aSweepWhereARunIsMeantIsToldWithItsRuns() throws {
    let problem = try problem("demo")
    #expect(problem.allowed == ["\"demo/gru_ae\"", "\"demo/lstm_ae\""])
    #expect(problem.note == "\"demo\" is a sweep")
  }

  @Test func aRunThatNoSweepListsIsFoundByItsIdAlone() throws {
    let unlisted = RunNames(
      [
        RunName(sweep: "", label: "", id: ids[0]), RunName(sweep: "a", label: "gru_ae", id: ids[1]),
      ], versions: Manifest.letters.allLabels)
    #expect(try unlisted.place(of: ids[0]) == 0)
    for text in ["", "/", "gru_a", "/gru_ae"] {
      let error = try #require(throws: SpecError.self) { try unlisted.place(of: text) }
      #expect(error.problems.map(\.code) == [.unknownRun], "\(text)")
    }
  }

  @Test func severalThatBeginSoAreListed() throws {
    let allowed = try problem("gru_ae,learning_rate=2e-5").allowed
    #expect(
      allowed == [
        "\"gru_ae,learning_rate=0.00002,seed=0\"", "\"gru_ae,learning_rate=0.00002,seed=1\"",
      ])
    let many = RunNames(
      (0..<9).map { RunName(sweep: "s", label: "gru_ae,seed=\($0)", id: "\($0)") },
      versions: Manifest.letters.allLabels)
    let error = try #require(throws: SpecError.self) { try many.place(of: "gru") }
    #expect(error.problems[0].allowed.count == 5 && error.description.contains("and 4 more"))
  }
}

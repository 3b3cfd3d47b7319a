import Foundation
import TestSupport
import Testing

/// Commands, runs, sweeps and specs are found as people type them; a slip is answered with what was
/// perhaps meant.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct NameTests {
  @Test(arguments: [
    (["stauts"], "there is no command \"sweep stauts\" (did you mean \"status\"?)", "sweep status"),
    (["stauts", "--json"], "(did you mean \"status\"?)", "sweep status"),
    (["stauts", "--help"], "(did you mean \"status\"?)", "sweep status"),
    (["help", "stauts"], "(did you mean \"status\"?)", "sweep status"),
    (["data", "mak"], "\"sweep data mak\" (did you mean \"make\"?)", "sweep data make"),
    (["spec.json"], "\"sweep spec.json\"", "sweep run spec.json"),
    (["frob"], "there is no command \"sweep frob\"\nUsage: sweep <subcommand>", "sweep --help"),
  ])
  func aSlipInACommandIsToldWithWhatWasMeant(
    _ arguments: [String], _ words: String, _ next: String
  ) throws {
    let outcome = try SweepProgram().run(arguments)
    #expect(outcome.code == 64 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.errors.hasSuffix("  next: \(next)\n"), "\(outcome.errors)")
  }

  @Test(arguments: [
    (["run"], "sweep run --help"), (["bench", "step", "--steps", "x"], "sweep bench step --help"),
    (["--frob"], "sweep --help"),
  ])
  func whatTheParserRefusesLeadsToTheCommandsOwnHelp(
    _ arguments: [String], _ next: String
  ) throws {
    let outcome = try SweepProgram().run(arguments)
    #expect(outcome.code == 64 && outcome.errors.hasSuffix("  next: \(next)\n"))
  }

  @Test func aSpecNamesItsSweepForEveryCommandThatTakesOne() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    for command in ["ls", "resume", "report", "export", "verify", "plan"] {
      let outcome = try program.run(command, "tiny.json")
      #expect(outcome.code == 0, "\(command): \(outcome.errors)")
    }
    #expect(try program.run("ls", "tiny.json").output == program.run("ls", "tiny").output)
  }

  @Test(arguments: [
    (["ls", "--state", "finishd"], "finished"), (["export", "x", "--format", "cvs"], "csv"),
    (["bench", "step", "--variant", "cgru"], "cgru_ae"),
  ])
  func aSlipInAnOptionsWordIsToldWithWhatWasMeant(
    _ arguments: [String], _ meant: String
  ) throws {
    let outcome = try SweepProgram().run(arguments)
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains("(did you mean \"\(meant)\"?)"), "\(outcome.errors)")
  }

  @Test func aSlipInAMetricOrASweepIsToldWithWhatWasMeant() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    for (arguments, meant) in [
      (["best", "tiny", "--by", "test_msee"], "test_mse"), (["ls", "--cols", "labl"], "label"),
      (["ls", "--filter", "test_msee < 5"], "test_mse"), (["ls", "--sort", "-sed"], "seed"),
      (["best", "--per", "cels"], "cell"), (["show", "--sweep", "tiyn", "gru_ae"], "tiny"),
      (["diff", "tiny", "tiyn"], "tiny"), (["best", "tiyn"], "tiny"),
    ] {
      let outcome = try program.run(arguments)
      #expect(outcome.code == 2, "\(arguments)")
      #expect(
        outcome.errors.contains("(did you mean \"\(meant)\"?)"), "\(arguments): \(outcome.errors)")
    }
  }

  @Test func everyCommandFindsRunsAndSweepsInOneWay() throws {
    let program = try Self.grid()
    let typed = "tiny/gru_ae,learning_rate=2e-5"
    let label = "gru_ae,learning_rate=0.00002"
    #expect(try program.run("show", typed).output.contains(label))
    #expect(try program.run("show", "--sweep", "tiny", typed).output.contains(label))
    #expect(try program.run("logs", typed).output.contains("finished"))
    #expect(try program.run("verify", "tiny", typed).output.contains(label))
    #expect(try program.run("plan", "tiny.json", "--rerun", typed).output.contains("--rerun"))
    let order = ["data", "split", "tiny", "--epoch", "1", "--run", typed]
    #expect(try program.run(order).output.contains("order: "))
    let both = try program.run("compare", typed, "other/gru_ae,learning_rate=2e-5")
    #expect(both.code == 0 && both.output.contains("seed"), "\(both.errors)")
    let one = try program.run("show", "gru_ae,learning_rate=2e-5")
    #expect(one.code == 2 && one.errors.contains("tiny/\(label) or other/\(label)"))
  }

  @Test func everyCommandProposesAndTakesNoOther() throws {
    let program = try Self.grid()
    for command in [
      ["show", "gur_ae,learning_rate=2e-5"], ["logs", "gur_ae,learning_rate=2e-5"],
      ["compare", "gur_ae,learning_rate=2e-5", "gru_ae"],
      ["verify", "tiny", "gur_ae,learning_rate=2e-5"],
      ["plan", "tiny.json", "--rerun", "gur_ae,learning_rate=2e-5"],
      ["rm", "gur_ae,learning_rate=2e-5"],
    ] {
      let outcome = try program.run(command)
      #expect(outcome.code == 2, "\(command)")
      #expect(
        outcome.errors.contains("(did you mean \"gru_ae,learning_rate=0.00002\"?)"),
        "\(command): \(outcome.errors)")
    }
    for command in ["ls", "resume", "report", "export", "verify", "run", "plan", "validate"] {
      let outcome = try program.run(command, "tiyn")
      #expect(outcome.code == 2, "\(command)")
      #expect(
        outcome.errors.contains("(did you mean \"tiny\"?)"), "\(command): \(outcome.errors)")
    }
    let removal = try program.run("rm", "tiyn")
    #expect(removal.code == 2 && removal.errors.contains("(did you mean \"tiny\"?)"))
    let outcome = try program.run("show", "gru_ae,learning_rate=2e-6")
    #expect(outcome.code == 2 && !outcome.errors.contains("did you mean"))
    #expect(outcome.errors.contains("learning_rate may be 0.00002, 0.001"), "\(outcome.errors)")
  }

  @Test func aMissingSpecIsToldWithTheOneBesideIt() throws {
    let program = try SweepProgram()
    #expect(
      try program.run("run", "./tiyn.json").errors
        .contains("./tiyn.json: no such file (did you mean \"./tiny.json\"?)"))
    #expect(try !program.run("run", "other.json").errors.contains("did you mean"))
  }

  @Test func aShortOptionMayBeJoinedWithItsValue() throws {
    let program = try SweepProgram()
    let plan = try program.run("plan", "tiny.json", "-j3")
    #expect(plan.code == 0 && plan.errors.contains("with 3 at a time"), "\(plan.errors)")
    #expect(try program.run("run", "tiny.json", "-q", "-j2").code == 0)
    #expect(try program.run("logs", "gru_ae", "-l1").output.filter { $0 == "\n" }.count == 1)
    #expect(try program.run("verify", "tiny", "-k2", "-j2").errors.contains("2 of 2 runs"))
  }

  @Test func aDashIsStandardInput() throws {
    let program = try SweepProgram()
    let piped = { (arguments: String) in
      let shell = "'\(SweepProgram.executable)' \(arguments)"
      return try Started("/bin/sh", ["-c", shell], in: program.folder, [:]).outcome()
    }
    #expect(try piped("validate - < tiny.json").code == 0)
    let run = try piped("run - -q < tiny.json")
    #expect(run.code == 0 && program.has("reports/tiny/report.md"), "\(run.errors)")
    #expect(try piped("plan - < tiny.json").output.contains("already done"))
    #expect(try piped("report - < tiny.json").code == 0)
    let bad = try piped("plan - < /dev/null")
    #expect(bad.code == 2 && bad.errors.contains("standard input:1:1: "), "\(bad.errors)")
  }

  @Test func aSweepOfTheStoreIsASpecWhereverItWasRun() throws {
    let program = try SweepProgram(
      spec: SweepProgram.spec(cells: #"["gru"]"#).replacing(
        #"{ "synthetic": { "sequences": 60, "seed": 0 } }"#, with: #""near.mat""#))
    #expect(try program.run("data", "make", "-o", "near.mat", "--sequences", "60").code == 0)
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let away = program.folder.appending(path: "away")
    try FileManager.default.createDirectory(at: away, withIntermediateDirectories: true)
    let store = "--store '\(program.folder.path)/save/results.sqlite'"
    let shell = "cd away && '\(SweepProgram.executable)' plan tiny \(store)"
    let plan = try Started("/bin/sh", ["-c", shell], in: program.folder, [:]).outcome()
    #expect(plan.output.contains("already done"), "\(plan.errors)")
    #expect(plan.errors.contains("note: the spec is the stored one of sweep tiny"))
    let more = try program.run("run", "tiny", "--set", "train.epochs=4", "--set", "name=more")
    #expect(more.code == 0 && program.has("reports/more/report.md"), "\(more.errors)")
  }

  @Test func aFileGoesBeforeASweepOfItsNameAndThatIsSaid() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    try FileManager.default.createDirectory(
      at: program.folder.appending(path: "other"), withIntermediateDirectories: true)
    #expect(try program.run("run", "tiny", "-q", "--set", "name=other").code == 0)
    #expect(try program.run("plan", "other").output.contains("already done"))
    try program.write(SweepProgram.spec(cells: #"["lstm"]"#), to: "tiny")
    let plan = try program.run("plan", "tiny")
    #expect(plan.output.contains("lstm_ae"))
    #expect(plan.errors.contains("the file is used"))
    #expect(try program.run("export", "tiny").output.contains("gru_ae"))
  }

  @Test func oneSeedWhereSeveralWereMeantIsNoted() throws {
    let program = try SweepProgram()
    for command in ["validate", "plan"] {
      let outcome = try program.run(command, "tiny.json", "--set", "seeds=5")
      #expect(outcome.code == 0)
      #expect(outcome.errors.contains("note: seeds=5 is one seed, number 5"), "\(command)")
    }
    #expect(try program.run("validate", "tiny.json", "-q", "--set", "seeds=5").errors.isEmpty)
  }

  @Test func aNumberHasOneSpellingInLabelsTablesAndCSV() throws {
    let program = try Self.grid()
    #expect(try program.run("ls").output.contains("learning_rate=0.00002"))
    let row = try #require(
      try program.run("export", "tiny").output.split(separator: "\r\n").dropFirst().first)
    #expect(row.contains("learning_rate=0.00002") && row.contains(",0.00002,"), "\(row)")
    let page = String(decoding: try program.content("reports/tiny/report.md"), as: UTF8.self)
    #expect(page.contains("| 0.00002 |") && !page.contains("2e-05"))
  }

  @Test func validateGivesEveryErrorAsJSON() throws {
    let program = try SweepProgram(spec: "{\n \"name\": 3,\n \"variant\": [\"cnn\"]}")
    let outcome = try program.run(
      "validate", "tiny.json", "--json", "--set", "train.epoch=1")
    #expect(outcome.code == 2 && outcome.errors.contains("\n  next: "))
    let answer = try #require(try Self.object(outcome.output))
    #expect(answer["valid"] as? Bool == false)
    let problems = try #require(answer["problems"] as? [[String: Any]])
    let key = try #require(problems.first { $0["code"] as? String == "unknownKey" })
    #expect(key["file"] as? String == "tiny.json")
    #expect(key["line"] as? Int == 3 && key["column"] as? Int == 2)
    #expect(key["suggestion"] as? String == "variants")
    #expect((key["message"] as? String)?.contains("unknown key") == true)
    let name = try #require(problems.first { $0["code"] as? String == "wrongType" })
    #expect(name["path"] as? String == "name" && name["line"] as? Int == 2)
    let setting = try #require(problems.first { $0["code"] as? String == "unknownSetting" })
    #expect(setting["file"] as? String == "--set train.epoch=1" && setting["line"] == nil)
    #expect(setting["suggestion"] as? String == "train.epochs")
    let none = try #require(try Self.object(program.run("validate", "no.json", "--json").output))
    #expect(none["valid"] as? Bool == false)
    try program.write(SweepProgram.spec(), to: "good.json")
    let good = try #require(
      try Self.object(program.run("validate", "good.json", "--json").output))
    #expect(good["valid"] as? Bool == true && good["runs"] as? Int == 2)
  }

  @Test func reportGivesItsFilesAndItsCheckAsJSON() throws {
    let program = try SweepProgram()
    #expect(try program.run("run", "tiny.json", "-q").code == 0)
    let written = try #require(try Self.object(program.run("report", "tiny", "--json").output))
    #expect(written["folder"] as? String == "reports/tiny")
    let files = try #require(written["files"] as? [String])
    #expect(files.contains("report.md") && files.contains("results.jsonl"))
    let check = try program.run("report", "tiny", "--check", "--json")
    #expect(try check.code == 0 && Self.object(check.output)?["follows"] as? Bool == true)
    try program.write("other\n", to: "reports/tiny/report.md")
    let other = try program.run("report", "tiny", "--check", "--json")
    let answer = try #require(try Self.object(other.output))
    #expect(other.code == 1 && answer["follows"] as? Bool == false)
    let differences = try #require(answer["differences"] as? [[String: String]])
    #expect(differences.map { $0["file"] } == ["report.md"])
    #expect(differences.map { $0["kind"] } == ["differs"])
  }

  /// A store with two sweeps of two runs each, by their learning rates.
  private static func grid() throws -> SweepProgram {
    let program = try SweepProgram(spec: SweepProgram.spec(cells: #"["gru"]"#, epochs: 1))
    let rates = ["--set", "train.learning_rate=[2e-5,0.001]"]
    #expect(try program.run(["run", "tiny.json", "-q"] + rates).code == 0)
    try program.write(
      SweepProgram.spec(cells: #"["gru"]"#, epochs: 1).replacing(
        #""epochs": 1"#, with: #""learning_rate": [2e-5, 0.001], "epochs": 1"#), to: "tiny.json")
    #expect(
      try program.run("run", "tiny.json", "-q", "--set", "name=other", "--set", "seeds=[5]").code
        == 0)
    return program
  }

  private static func object(_ text: String) throws -> [String: Any]? {
    #expect(text.filter { $0 == "\n" }.count == 1)
    return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
  }
}

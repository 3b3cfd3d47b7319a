import Letters
import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct ProgramSpecTests {
  private static func text(_ more: String = "", trainer: String = "", parameters: String? = nil)
    -> String
  {
    """
    {
      "name": "digits",
      "trainer": {
        "command": ["python3", "train.py", "{args}"],
        "inputs": ["train.py"],
        "metrics": { "accuracy": "higher", "loss": "lower" }\(trainer)
      },
      "parameters": {
        \(parameters ?? "\"lr\": [0.1, 0.01], \"optimizer\": [\"sgd\", \"adam\"], \"epochs\": 20, \"workers\": 4")
      },
      "seeds": [0, 1, 2]\(more)
    }
    """
  }

  private static func decode(_ text: String, set: [String] = []) throws -> SweepSpec {
    try SweepSpec.decode(
      Array(text.utf8), file: "t.json", overrides: set.map { try SettingOverride(parsing: $0) },
      trainers: .letters)
  }

  private static func plan(_ spec: SweepSpec, inputs: String = "") throws -> Plan {
    try Plan(spec, name: spec.name, facts: [.init("program.inputs", .text(inputs))])
  }

  private static func problems(_ text: String, set: [String] = []) -> [SpecError.Problem] {
    do {
      _ = try decode(text, set: set)
      return []
    } catch let error as SpecError {
      return error.problems
    } catch {
      return []
    }
  }

  @Test func aListIsAnAxisAndLabelsNameTheLastKey() throws {
    let spec = try Self.decode(Self.text(trainer: ", \"uncounted\": [\"workers\"]"))
    let plan = try Self.plan(spec)
    #expect(plan.runs.count == 12)
    #expect(RunCount(of: spec).value == 12)
    #expect(
      plan.runs.prefix(4).map(\.label) == [
        "lr=0.1,optimizer=sgd,seed=0", "lr=0.1,optimizer=sgd,seed=1",
        "lr=0.1,optimizer=sgd,seed=2", "lr=0.1,optimizer=adam,seed=0",
      ])
    #expect(plan.runs[0]["lr"] == .number(0.1) && plan.runs[0]["workers"] == .number(4))
    #expect(
      plan.runs[0].configuration.canonicalJSON == """
        {"epochs":20,"lr":0.1,"optimizer":"sgd","program":{"inputs":""},"seed":0}
        """)
  }

  @Test func whatIsUncountedDoesNotMakeAnotherRunAndInputsDo() throws {
    let ids = { (set: [String], inputs: String) in
      let spec = try Self.decode(Self.text(trainer: ", \"uncounted\": [\"workers\"]"), set: set)
      return try Self.plan(spec, inputs: inputs).runs.map(\.id)
    }
    let usual = try ids([], "a")
    #expect(try ids(["workers=8"], "a") == usual)
    #expect(try ids(["parameters.workers=8"], "a") == usual)
    #expect(try ids(["epochs=21"], "a") != usual)
    #expect(try ids([], "b") != usual)
  }

  @Test(arguments: [
    "", ", \"uncounted\": [\"workers\"], \"budget\": \"epochs\"",
    ", \"environment\": [\"CUDA_VISIBLE_DEVICES\"]",
  ])
  func theResolvedSpecReadsBackAsItself(_ trainer: String) throws {
    let spec = try Self.decode(
      Self.text(
        ", \"limits\": {\"seconds\": 3600, \"memory\": \"4 GB\", \"threads\": 2}", trainer: trainer)
    )
    let again = try Self.decode(spec.canonicalJSON)
    #expect(again == spec)
    #expect(again.canonicalJSON == spec.canonicalJSON)
    #expect(spec.program?.limits == .init(seconds: 3600, memory: 4_000_000_000, threads: 2))
  }

  @Test func nestedParametersArePathsAndAmbiguousKeysAreWhole() throws {
    let spec = try Self.decode(
      Self.text(
        parameters: """
          "optimizer": {"name": "sgd", "lr": [0.1, 0.2]}, "schedule": {"lr": [1, 2]},
          "layers": [[64, 32]], "note": null, "nesterov": true
          """))
    let plan = try Self.plan(spec)
    #expect(plan.runs[0].label == "optimizer.lr=0.1,schedule.lr=1,seed=0")
    #expect(plan.runs[0]["layers"] == .wholes([64, 32]))
    #expect(plan.runs[0]["note"] == .null && plan.runs[0]["nesterov"] == .flag(true))
    let again = try Self.decode(spec.canonicalJSON)
    #expect(again == spec)
    #expect(try Self.plan(again).runs == plan.runs)
  }

  @Test func aSingleRunHasALabelToo() throws {
    let text = Self.text(parameters: "\"lr\": 0.1").replacing("[0, 1, 2]", with: "[7]")
    #expect(try Self.plan(Self.decode(text)).runs.map(\.label) == ["run"])
  }

  @Test func textsThatNoFolderMayHaveAreTakenApartByTheirDigest() throws {
    let spec = try Self.decode(
      Self.text(parameters: "\"path\": [\"a/b\", \"a_b\", \"a b\", \"..\", \"\", \"plain\"]"))
    let labels = try Self.plan(spec).runs.map(\.label)
    #expect(Set(labels).count == labels.count)
    #expect(labels.last?.hasPrefix("path=plain") == true)
    for run in try Self.plan(spec).runs { try run.check() }
  }

  @Test func aRunOfALargerBudgetGoesOnFromAShorterOne() throws {
    let trainer = ", \"budget\": \"epochs\""
    let short = try Self.plan(Self.decode(Self.text(trainer: trainer)))
    let long = try Self.plan(Self.decode(Self.text(trainer: trainer), set: ["epochs=40"]))
    let (one, other) = (short.runs[0].configuration, long.runs[0].configuration)
    #expect(long.manifest.canExtend(other, one) && !long.manifest.canExtend(one, other))
    let plain = try Self.plan(Self.decode(Self.text()))
    #expect(!plain.manifest.canExtend(other, one))
  }

  @Test(arguments: [
    ("\"python3\"", SpecError.Problem.Code.wrongType, "trainer.command"),
    ("[]", .wrongType, "trainer.command"),
    ("[\"\"]", .badName, "trainer.command"),
    ("[\"a\", \"{lrr}\"]", .badPattern, "trainer.command"),
    ("[\"a\", \"{lr\"]", .badPattern, "trainer.command"),
    ("[\"a\", \"lr}\"]", .badPattern, "trainer.command"),
    ("[\"a\", \"--all={args}\"]", .badPattern, "trainer.command"),
    ("[\"a\", 1]", .wrongType, "trainer.command"),
  ])
  func aCommandThatCannotBeIsTold(
    _ command: String, _ code: SpecError.Problem.Code, _ path: String
  ) {
    let text = Self.text().replacing("[\"python3\", \"train.py\", \"{args}\"]", with: command)
    let found = Self.problems(text)
    #expect(found.map(\.code) == [code] && found.map(\.path) == [path], "\(found)")
  }

  @Test func anUnknownPlaceholderIsMended() {
    let text = Self.text().replacing("{args}", with: "--lr={lrr}")
    #expect(Self.problems(text).first?.message.contains("did you mean \"lr\"?") == true)
  }

  @Test(arguments: [
    ("\"lr\": 1, \"LR\": 2", SpecError.Problem.Code.badName),
    ("\"a\": {\"b\": 1}, \"a_b\": 2", .badName), ("\"seed\": 1", .badName),
    ("\"folder\": 1", .badName), ("\"program\": {\"x\": 1}", .badName), ("\"l r\": 1", .badName),
    ("\"a.b\": 1", .badName),
    ("\"-x\": 1", .badName), ("\"a\": {}", .wrongType), ("\"a\": [{}]", .wrongType),
    ("\"a\": []", .emptyList), ("\"a\": [1, 1.0]", .repeatedValue), ("\"a\": 1e999", .notFinite),
  ])
  func aParameterThatCannotBeIsTold(_ parameters: String, _ code: SpecError.Problem.Code) {
    let found = Self.problems(Self.text(parameters: parameters))
    #expect(found.map(\.code).contains(code), "\(found)")
  }

  @Test(arguments: [
    (", \"uncounted\": [\"wrokers\"]", SpecError.Problem.Code.unknownWord),
    (", \"budget\": \"epoch\"", .unknownWord), (", \"comand\": 1", .unknownKey),
    (", \"environment\": [\"A=B\"]", .badName), (", \"inputs2\": []", .unknownKey),
  ])
  func aTrainerThatCannotBeIsTold(_ trainer: String, _ code: SpecError.Problem.Code) {
    let found = Self.problems(Self.text(trainer: trainer))
    #expect(found.map(\.code).contains(code), "\(found)")
  }

  @Test func aPatternMustBeARegularExpression() {
    let text = Self.text().replacing(
      "\"lower\"", with: "{\"better\": \"lower\", \"pattern\": \"loss=(\"}")
    #expect(Self.problems(text).map(\.code) == [.badPattern])
  }

  @Test func whatIsSetMustBeAParameter() {
    let found = Self.problems(Self.text(), set: ["lrr=3"])
    #expect(found.first?.code == .unknownSetting && found.first?.suggestion == "lr")
  }

  @Test func argumentsStandForAllParameters() {
    let parameters: [ParameterValues.Entry] = [
      .init("lr", .number(0.1)), .init("name", .text("a b")), .init("fast", .flag(true)),
      .init("slow", .flag(false)), .init("none", .null), .init("layers", .wholes([64, 32])),
    ]
    let command = CommandTemplate.command(
      ["run", "{args}", "--x={lr}", "{{{name}}}", "{seed}"], parameters: parameters
    ) { $0 == "seed" ? "7" : nil }
    #expect(
      command == [
        "run", "--lr", "0.1", "--name", "a b", "--fast", "--layers", "64", "32", "--x=0.1",
        "{a b}", "7",
      ])
  }
}

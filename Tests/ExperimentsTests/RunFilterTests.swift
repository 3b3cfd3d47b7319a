import Letters
import Testing

@testable import Experiments

/// Conditions on runs, as people type them.
@Suite(.timeLimit(.minutes(60))) struct RunFilterTests {
  private static let run: [String: Value] = [
    "state": .text("finished"), "lr": .number(0.001), "test_mse": .number(4.5), "seed": .number(3),
    "optimizer": .text("Adam W"), "shuffle": .flag(true), "clip": .null,
    "sizes": .list([.number(64), .number(32)]), "broken": .number(.nan),
    "id": .text("3e10ab77"), "val/loss (mean)": .number(-2), "huge": .number(.infinity),
    "label": .text("gru_ae,lr=0.001"),
  ]

  private func holds(_ text: String) throws -> Bool {
    try RunFilter(text).matches { Self.run[$0] }
  }

  @Test(arguments: [
    "state = finished and lr < 0.01 and test_mse < 5", "state=finished", "state == 'finished'",
    "state != failed", "lr = 1e-3", "lr = .001", "lr = 0.00100", "lr >= 0.001 and lr <= 1E-3",
    "seed in (1, 2, 3)", "seed not in (4,5)", "not seed in (4)", "state in (failed, finished)",
    "optimizer = \"Adam W\"", "optimizer ~ adam", "optimizer ~ 'm w'", "optimizer > Adagrad",
    "shuffle = true", "clip = null", "clip != 1", "sizes = '[64, 32]'", "sizes = '[64,32]'",
    "sizes = 64-32", "sizes ~ 32", "broken = nan", "broken != 1", "id = 3e10", "id ~ ab",
    "\"val/loss (mean)\" < -1", "'val/loss (mean)' = -2", "huge > 1e300", "huge = inf",
    "seed = '3'", "seed = 3.0", "label = 'gru_ae,lr=0.001'", "optimizer ~ ''",
    "NOT state = failed AND seed = 3 OR seed = 9", "optimizer = 'Adam\\ W'",
  ])
  func aConditionHoldsOfWhatItSays(_ text: String) throws {
    #expect(try holds(text))
  }

  @Test(arguments: [
    "state = failed", "state = Finished", "lr < 0.001", "seed in (1, 2)", "sizes ~ 3",
    "broken < 1", "broken > 1", "broken >= nan", "shuffle < 1", "seed = three", "seed < four",
    "id = e10", "id = ''", "optimizer < 5", "huge = 1e300",
  ])
  func aConditionHoldsOfNothingElse(_ text: String) throws {
    #expect(try !holds(text))
  }

  @Test(arguments: ["=", "!=", "<", "<=", ">", ">=", "~"])
  func whatARunHasNotMakesEveryComparisonFalse(_ relation: String) throws {
    #expect(try !holds("nothing \(relation) 1") && holds("not nothing \(relation) 1"))
    #expect(try !holds("nothing in (1)"))
  }

  @Test func notBindsBeforeAndAndAndBeforeOr() throws {
    #expect(try holds("seed = 3 or seed = 4 and seed = 5"))
    #expect(try !holds("(seed = 3 or seed = 4) and seed = 5"))
    #expect(try !holds("not seed = 3 and seed = 4"))
    #expect(try holds("not (seed = 3 and seed = 4)"))
    #expect(try holds("not not seed = 3"))
  }

  @Test func namesAreGivenOnceWithTheirPlaces() throws {
    let names = try RunFilter("é = 1 and (lr < 2 or lr > 3)").names
    #expect(names == [FilterName("é", offset: 0), FilterName("lr", offset: 11)])
  }

  @Test(arguments: [
    ("", 0, "empty"), ("   ", 0, "empty"), ("lr", 2, "expected =, !=, <, <=, >, >=, ~, in"),
    ("lr <", 4, "ends too early; expected a number, a word, a text in quotes"),
    ("lr < 1 and", 10, "expected a name, not, ("), ("lr < 1 state = x", 7, "expected and, or"),
    ("(lr < 1", 0, "this bracket is not closed"), ("lr < 1)", 6, "expected and, or, the end"),
    ("lr in 1", 6, "expected ( and values"), ("lr in (1, 2", 6, "this bracket is not closed"),
    ("lr in (1 2)", 9, "expected a comma, )"), ("lr in ()", 7, "expected a number"),
    ("state = 'x", 8, "this quote is not closed"), ("5 > lr", 0, "begins with a name"),
    ("lr < 1 && x = 2", 7, "did you mean \"and\""), ("!lr = 1", 0, "did you mean \"not\""),
    ("lr < 1; x = 2", 6, "no meaning here"), ("lr = = 1", 5, "expected a number"),
    ("and = 1", 0, "expected a name"), ("lr not 1", 7, "expected in"),
    ("0.1 < lr < 0.2", 0, "begins with a name"), ("lr < 0.1 < 0.2", 9, "expected and, or"),
  ])
  func whatIsNoConditionIsRefusedAtItsPlace(_ text: String, _ place: Int, _ words: String) {
    let error = #expect(throws: FilterError.self) { try RunFilter(text) }
    #expect(error?.offset == place && error?.description.contains(words) == true, "\(error as Any)")
  }

  @Test func anErrorHasACaretUnderItsPlace() {
    let error = #expect(throws: FilterError.self) { try RunFilter("lr < 1 and size 3") }
    let lines = error?.description.split(separator: "\n") ?? []
    #expect(lines.dropFirst() == ["  lr < 1 and size 3", "                  ^"])
  }

  @Test func theCaretOfALongFilterStandsUnderItsPlaceToo() throws {
    let many = Array(repeating: "12345", count: 100).joined(separator: ", ")
    let long = "seed in (\(many)) and '\u{1B}' = 1 and x x = 1 and \(many)"
    let error = try #require(throws: FilterError.self) { try RunFilter(long) }
    let lines = error.description.split(separator: "\n").map(String.init)
    #expect(lines[1].hasPrefix("  ...") && lines[1].hasSuffix("...") && lines[1].count < 130)
    #expect(!lines[1].contains("\u{1B}"), "it would steer a terminal")
    #expect(lines[1].dropFirst(lines[2].count - 1).hasPrefix("x = 1 and 12345"))
  }

  @Test func aHundredBracketsAreEnough() {
    let deep = { (count: Int) in
      String(repeating: "(", count: count) + "lr < 1" + String(repeating: ")", count: count)
    }
    #expect(throws: Never.self) { try RunFilter(deep(99)) }
    #expect(throws: FilterError.self) { try RunFilter(deep(100_000)) }
    #expect(throws: FilterError.self) {
      try RunFilter(String(repeating: "not ", count: 100_000) + "lr < 1")
    }
  }
}

/// Orders, and lists of names.
@Suite(.timeLimit(.minutes(60))) struct RunOrderTests {
  private func sorted(_ order: String, _ runs: [[Value?]]) throws -> [Int] {
    try RunOrder(order).places(of: runs)
  }

  @Test func numbersComeFirstThenTextsThenWhatIsNoNumberThenWhatIsMissing() throws {
    let runs: [[Value?]] = [
      [nil], [.number(.nan)], [.number(3)], [.text("b")], [.number(-1)], [.text("a")],
      [.number(.infinity)], [.null],
    ]
    #expect(try sorted("x", runs) == [4, 2, 6, 5, 3, 1, 0, 7])
    #expect(try sorted("-x", runs) == [6, 2, 4, 3, 5, 1, 0, 7])
  }

  @Test func aLaterNameDecidesWhereTheEarlierOnesAreEqual() throws {
    let runs: [[Value?]] = [
      [.number(1), .number(1)], [.number(2), .number(5)], [.number(1), .number(3)],
      [.number(2), .number(5)],
    ]
    #expect(try sorted("a,b", runs) == [0, 2, 1, 3])
    #expect(try sorted("-a, -b", runs) == [1, 3, 2, 0])
  }

  @Test func namesMayHaveSpacesWithinAndAround() throws {
    let names = try NameList(" a , val/loss (mean),b").names
    #expect(
      names.map(\.name) == ["a", "val/loss (mean)", "b"] && names.map(\.offset) == [1, 5, 21])
    #expect(try RunOrder("-a,+b").keys.map(\.isDescending) == [true, false])
  }

  @Test(arguments: [("", 0), ("a,", 2), ("a,,b", 2), ("a, ,b", 3), ("-", 0)])
  func aNameThatIsMissingIsRefused(_ text: String, _ place: Int) {
    let error = #expect(throws: FilterError.self) { try RunOrder(text) }
    #expect(error?.offset == place)
  }
}

/// What names mean.
@Suite(.timeLimit(.minutes(60))) struct NamedValueTests {
  private static let manifest = Manifest(
    name: "program", takesData: false,
    parameters: [
      ParameterDeclaration("model.lr", .any), ParameterDeclaration("head.lr", .any),
      ParameterDeclaration("size", .any), ParameterDeclaration("state", .any),
    ],
    metrics: [
      MetricDeclaration(MetricName("accuracy"), .higher),
      MetricDeclaration(MetricName("size"), .lower),
    ])

  private func meanings(_ name: String, said: Set<MetricName> = []) -> [NamedValue] {
    Self.manifest.meanings(of: name, said: said)
  }

  @Test func fieldsGoBeforeParametersAndThoseBeforeMetrics() {
    #expect(meanings("state") == [.field(.state)])
    #expect(meanings("parameters.state") == [.parameter("state")])
    #expect(meanings("size") == [.parameter("size")])
    #expect(meanings("metrics.size") == [.metric(MetricName("size"))])
    #expect(meanings("step") == [.field(.epochs)] && meanings("epoch") == [])
    #expect(meanings("head.lr") == [.parameter("head.lr")])
    #expect(meanings("lr") == [.parameter("model.lr"), .parameter("head.lr")])
    #expect(
      meanings("zeal") == []
        && meanings("zeal", said: [MetricName("zeal")]) == [.metric(MetricName("zeal"))])
  }

  @Test func ourOwnRunsHaveTheirFactsToo() {
    let letters = Manifest.letters
    #expect(letters.meanings(of: "learning_rate", said: []) == [.parameter("train.learning_rate")])
    #expect(letters.meanings(of: "numeric_contract", said: []) == [.parameter("engine")])
    #expect(letters.meanings(of: "cell", said: []) == [.parameter("variant.cell")])
    #expect(letters.meanings(of: "epoch", said: []) == [.field(.epochs)])
  }

  @Test(arguments: [
    ("learning_rat", "learning_rate"), ("test_msee", "test_mse"), ("stat", "state"),
    ("lr", "learning_rate"), ("zea", "zeal"),
  ])
  func aSlipIsToldWithWhatWasMeant(_ name: String, _ meant: String) {
    let error = #expect(throws: FilterError.self) {
      try FilterName(name, offset: 2).check(
        in: "  \(name) < 1", [.letters], said: [MetricName("zeal")])
    }
    #expect(error?.suggestion == meant && error?.offset == 2)
  }

  @Test func aNameOfSeveralParametersIsRefusedWithTheirPaths() {
    let error = #expect(throws: FilterError.self) {
      try FilterName("lr", offset: 0).check(in: "lr", [Self.manifest], said: [])
    }
    #expect(error?.description.contains("expected model.lr or head.lr") == true)
  }

  @Test func aNameThatOneTrainerHasIsKnown() {
    #expect(throws: Never.self) {
      try FilterName("test_mse", offset: 0).check(in: "", [Self.manifest, .letters], said: [])
    }
  }
}

import Testing

@testable import Programs

@Suite(.timeLimit(.minutes(60))) struct CommandTests {
  private let known = ["lr", "optimizer", "model.width", "seed", "folder"]

  private func expand(_ command: [String]) throws -> [String] {
    try CommandTemplate(parsing: command, known: known).expand {
      "<\($0)>"
    } arguments: {
      [
        ("lr", .text("0.1")), ("decay", .text("-1e-05")), ("amp", .flag(true)),
        ("fast", .flag(false)), ("init", .null), ("sizes", .list([.text("64"), .text("128")])),
      ]
    }
  }

  @Test func placeholdersAreReplacedWhereverTheyStand() throws {
    #expect(
      try expand(["python3", "{folder}/x", "--lr={lr}", "{seed}{model.width}", "", "a b"])
        == ["python3", "<folder>/x", "--lr=<lr>", "<seed><model.width>", "", "a b"])
  }

  @Test func doubledBracesAreBraces() throws {
    #expect(try expand(["x", "{{lr}}", "{{{lr}}}", "}}{{"]) == ["x", "{lr}", "{<lr>}", "}{"])
  }

  @Test func allArgumentsAreItemsAsParsersReadThem() throws {
    #expect(
      try expand(["x", "{args}", "y"])
        == ["x", "--lr", "0.1", "--decay=-1e-05", "--amp", "--sizes", "64", "128", "y"])
  }

  @Test func whatItNeedsIsKnown() throws {
    let template = try CommandTemplate(
      parsing: ["x", "{lr}{seed}", "{lr}", "{args}"], known: known)
    #expect(template.placeholders == ["lr", "seed"] && template.hasArguments)
  }

  @Test func anUnknownPlaceholderIsRefusedWithTheNearest() {
    let fault = #expect(throws: CommandFault.self) { try expand(["x", "--lr={lrr}"]) }
    #expect(fault?.item == 1 && fault?.suggestion == "lr")
    #expect(
      fault?.description
        == "unknown placeholder \"{lrr}\"; there are {lr}, {optimizer}, {model.width}, {seed}, "
        + "{folder}, {args} (did you mean \"{lr}\"?)")
  }

  @Test(arguments: [
    ([], "names no program"), ([""], "names no program"), (["{args}"], "names no program"),
    (["x", "a{args}"], "an item of its own"), (["x", "{lr"], "has no \"}\""),
    (["x", "lr}"], "has no \"{\""), (["x", "{}"], "unknown placeholder"),
    (["x", "{\"lr\": 1}"], "a brace itself is written \"{{\""), (["x", "a\0b"], "NUL"),
  ])
  func whatIsNoCommandIsRefused(_ command: [String], _ words: String) {
    let fault = #expect(throws: CommandFault.self) { try expand(command) }
    #expect(fault?.reason.contains(words) == true, "\(fault?.reason ?? "")")
  }

  @Test func valuesHaveOneText() {
    let values: [ProgramValue] = [
      .text("0.1"), .flag(true), .null, .list([.text("a"), .flag(false)]),
    ]
    #expect(values.map(\.text) == ["0.1", "true", "", "a,false"])
  }

  @Test func variablesAreNamedAfterParameters() {
    #expect(
      ProgramEnvironment.variable(forParameter: "model.width-2") == "SWEEP_PARAM_MODEL_WIDTH_2")
    #expect(ProgramEnvironment.variable(forParameter: "größe") == "SWEEP_PARAM_GR__E")
  }
}

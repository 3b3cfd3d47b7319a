import Foundation
import TestSupport
import Testing

/// What shells are offered for a word that somebody types.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct CompletionTests {
  /// A store with a sweep of two axes, whose labels hold `=`.
  private static func stored() throws -> SweepProgram {
    let program = try SweepProgram()
    try program.write(
      #"""
      {"name": "grid", "trainer": {"command": ["echo", "{{\"metrics\": {{\"my_loss\": 1}}}}"],
       "metrics": {"my_loss": "lower"}},
       "parameters": {"lr": [0.1, 0.01], "latent": [16, 32]}, "seeds": [0]}
      """#, to: "grid.json")
    let run = try program.run("run", "grid.json", "-q")
    #expect(run.code == 0, "\(run.errors)")
    return program
  }

  private func offered(
    _ program: SweepProgram, _ argument: String, _ words: String...
  ) throws -> [String] {
    let command = words.prefix(1)
    let outcome = try program.run(
      ["---completion"] + command + ["--", argument, "\(words.count)", "\(words.last?.count ?? 0)"]
        + ["sweep"] + words, environment: ["SAP_SHELL": "fish", "SAP_SHELL_VERSION": "3.6"])
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test func runsSweepsSpecsAndMetricsAreOffered() throws {
    let program = try Self.stored()
    #expect(
      try offered(program, "positional@0", "show", "lr=0.01")
        == ["lr=0.01,latent=16", "lr=0.01,latent=32"])
    #expect(
      try offered(program, "positional@0", "show", "grid/lr=0.01,latent=1")
        == ["grid/lr=0.01,latent=16"])
    #expect(try offered(program, "positional@0", "ls", "") == ["grid", "grid.json", "tiny.json"])
    #expect(try offered(program, "positional@0", "plan", "") == ["grid.json", "tiny.json", "grid"])
    #expect(try offered(program, "--by", "best", "--by", "my") == ["my_loss"])
    #expect(try offered(program, "--cols", "ls", "--cols", "label,my") == ["label,my_loss"])
    #expect(try offered(program, "--sort", "ls", "--sort", "-my") == ["-my_loss"])
    #expect(try offered(program, "--per", "best", "--per", "lat") == ["latent"])
    #expect(
      try offered(program, "positional@1", "verify", "grid", "lr=0.1,")
        == ["lr=0.1,latent=16", "lr=0.1,latent=32"])
  }

  @Test func specsInFoldersAreOfferedAndHiddenOnesAreNot() throws {
    let program = try SweepProgram()
    #expect(try program.shell("mkdir -p a/b .c; cp tiny.json a; cp tiny.json .c/x.json").code == 0)
    #expect(try offered(program, "positional@0", "plan", "") == ["a/tiny.json", "tiny.json"])
    #expect(try offered(program, "positional@0", "plan", "a/t") == ["a/tiny.json"])
  }

  @Test func whereNothingCanBeReadNothingIsOfferedOrSaidOrMade() throws {
    let program = try SweepProgram()
    #expect(try offered(program, "positional@0", "show", "").isEmpty)
    #expect(try offered(program, "positional@0", "show", "--store", "x/y.sqlite", "").isEmpty)
    try program.write("no store", to: "bad.sqlite")
    #expect(try offered(program, "positional@0", "show", "--store", "bad.sqlite", "").isEmpty)
    try program.write("", to: "empty.sqlite")
    #expect(try offered(program, "positional@0", "show", "--store=empty.sqlite", "").isEmpty)
    #expect(try program.shell("ls").output == "bad.sqlite\nempty.sqlite\ntiny.json\n")
    let odd = try program.shell(#""$0" ---completion show -- positional@0 1 1 "$(printf '\351')""#)
    #expect(odd.code == 0 && odd.output.isEmpty && odd.errors.isEmpty)
    let unknown = try program.run("---completion", "frob", "--", "positional@0", "1", "0")
    #expect(unknown.code == 0 && unknown.output.isEmpty && unknown.errors.isEmpty)
  }

  @Test(
    .enabled(if: canType(into: "bash"), "no bash or no python3"),
    arguments: [
      ("sweep show lr=0.0", "sweep show lr=0.01,latent="),
      ("sweep show lr=0.1,latent=3", "lr=0.1,latent=32 "), ("sweep best --by my", "--by my_loss"),
      ("sweep ls gr", "sweep ls grid"), ("sweep plan ti", "sweep plan tiny.json "),
    ]) func bashCompletes(_ typed: String, _ expected: String) throws
  {
    try type(typed, into: "bash", expecting: expected)
  }

  @Test(
    .enabled(if: canType(into: "zsh"), "no zsh or no python3"),
    arguments: [
      ("sweep show lr=0.0", "sweep show lr=0.01,latent="),
      ("sweep show lr=0.1,latent=3", "lr=0.1,latent=32"), ("sweep best --by my", "--by my_loss"),
    ]) func zshCompletes(_ typed: String, _ expected: String) throws
  {
    try type(typed, into: "zsh", expecting: expected)
  }

  @Test(
    .enabled(if: canType(into: "fish"), "no fish or no python3"),
    arguments: [
      ("sweep show lr=0.0", "lr=0.01,latent="), ("sweep show lr=0.1,latent=3", "lr=0.1,latent=32"),
      ("sweep best --by my", "my_loss"),
    ]) func fishCompletes(_ typed: String, _ expected: String) throws
  {
    try type(typed, into: "fish", expecting: expected)
  }

  private static func canType(into shell: String) -> Bool {
    Tool.isHere(shell) && Tool.isHere("python3")
  }

  /// Typed into the shell itself, on a terminal, as a person would.
  private func type(_ typed: String, into shell: String, expecting expected: String) throws {
    let program = try Self.stored()
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/type-in-shell.py").path
    let outcome = try program.shell(
      "mkdir bin && ln -s \"$0\" bin/sweep && export PATH=\"$PWD/bin:$PATH\" && "
        + "exec python3 -B '\(script)' \(shell) '\(typed)' '\(expected)'")
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
  }
}

import Foundation
import Testing

/// Lists of runs: which, in which order, and what is shown.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ListTests {
  private static let script = """
    [ "$SWEEP_PARAM_LR" = 0.5 ] && echo "no such thing" >&2 && exit 3
    printf '{"step": 1, "metrics": {"loss": 4.5, "zeal": 2}}\\n'
    [ "$SWEEP_PARAM_LR" = 0.01 ] && printf '{"step": 2, "metrics": {"loss": 1.25}}\\n'
    [ "$SWEEP_PARAM_LR" = 0.1 ] && printf '{"step": 2, "metrics": {"loss": 3e-7}}\\n'
    exit 0

    """

  /// Four runs: `lr` of 0.5 fails, 0.1 and 0.01 have two steps, 0.001 one.
  private static func program() throws -> SweepProgram {
    let program = try SweepProgram(
      program: script, parameters: #""lr": [0.5, 0.1, 0.01, 0.001], "name": "a b""#)
    #expect(try program.run("run", "tiny.json", "-q").code == 1)
    return program
  }

  private static func rows(_ program: SweepProgram, _ words: String...) throws -> [String] {
    let outcome = try program.run(["ls", "--csv", "--cols", "lr"] + words)
    #expect(outcome.code == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\r\n").dropFirst().map(String.init)
  }

  @Test func runsAreChosenOrderedAndCut() throws {
    let program = try Self.program()
    #expect(try Self.rows(program) == ["0.5", "0.1", "0.01", "0.001"])
    let filters = [
      ("state = finished and loss < 2", ["0.1", "0.01"]), ("lr <= 1e-2", ["0.01", "0.001"]),
      ("failure ~ code", ["0.5"]), ("not loss < 2", ["0.5", "0.001"]),
      ("zeal = 2 and name = 'a b'", ["0.1", "0.01", "0.001"]), ("step = 2", ["0.1", "0.01"]),
      ("sweep in (other, tiny) and seed = 0 and attempts > 1", ["0.5"]),
      ("label ~ 'lr=0.01'", ["0.01"]), ("seconds < 0", []),
    ]
    for (filter, expected) in filters {
      #expect(try Self.rows(program, "--filter", filter) == expected, "\(filter)")
    }
    #expect(try Self.rows(program, "--sort", "-loss") == ["0.001", "0.01", "0.1", "0.5"])
    #expect(try Self.rows(program, "--sort", "zeal,lr") == ["0.001", "0.01", "0.1", "0.5"])
    #expect(try Self.rows(program, "--sort=-lr", "--limit", "2") == ["0.5", "0.1"])
    #expect(try Self.rows(program, "--limit", "1", "--state", "finished") == ["0.1"])
    #expect(try Self.rows(program, "--limit", "0") == [])
  }

  @Test func runsAreChosenByWhenTheyWereBegunOrEnded() throws {
    let program = try Self.program()
    #expect(try Self.rows(program, "--since", "1d").count == 4)
    #expect(try Self.rows(program, "--since", "2020-02-29T23:59").count == 4)
    #expect(try Self.rows(program, "--since", "2999-01-01") == [])
    for text in ["yesterday", "2026-02-30", "2026-1-1", "-1h", "2026-01-01T24:00"] {
      let outcome = try program.run("ls", "--since=\(text)")
      #expect(outcome.code == 64 && outcome.errors.contains("is no time such as"), "\(text)")
    }
  }

  @Test func theUsualListsAreChosenAndOrderedToo() throws {
    let program = try Self.program()
    // Without the times, which differ in length.
    func cells(_ words: String...) throws -> [[Substring]] {
      let lines = try program.run(["ls"] + words).output.split(separator: "\n")
      return lines.map { $0.split(separator: " ").prefix(6) }.map(Array.init)
    }
    let plain = try cells()
    #expect(try cells("--sort", "-loss", "--filter", "loss > 0") == [0, 4, 3, 2].map { plain[$0] })
    let json = try program.run("ls", "--json", "--sort", "lr", "--limit", "2").output
    let whole = try program.run("ls", "--json").output
    #expect(json.hasPrefix("[{") && json.hasSuffix("}]\n"))
    let objects = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    #expect(
      objects.compactMap { ($0["parameters"] as? [String: Any])?["lr"] as? Double } == [
        0.001, 0.01,
      ])
    #expect(whole.contains(json.dropFirst().prefix { $0 != "}" }))
    #expect(try program.run("ls", "--json", "--limit", "0").output == "[]\n")
  }

  @Test func listsAreWrittenInFourForms() throws {
    let program = try Self.program()
    let choice = ["ls", "--filter", "lr in (0.1, 0.5)", "--cols", "lr,loss,metrics.zeal,state"]
    #expect(
      try program.run(choice + ["--csv"]).output
        == "lr,loss,metrics.zeal,state\r\n0.5,,,failed\r\n0.1,3e-7,2,finished\r\n")
    #expect(
      try program.run(choice + ["--md"]).output == """
        | lr | loss | metrics.zeal | state |
        | ---: | ---: | ---: | --- |
        | 0.5 |  |  | failed |
        | 0.1 | 3e-7 | 2 | finished |

        """)
    #expect(
      try program.run(choice + ["--json"]).output
        == #"[{"lr":0.5,"loss":null,"metrics.zeal":null,"state":"failed"},"#
        + #"{"lr":0.1,"loss":3e-7,"metrics.zeal":2,"state":"finished"}]"# + "\n")
    let lines = try program.run(choice).output.split(separator: "\n")
    #expect(lines[0].hasPrefix(" lr  loss  metrics.zeal  state") && lines[2].hasPrefix("0.1  3e-7"))
    let usual = try program.run("ls", "--csv").output
    #expect(usual.hasPrefix("sweep,label,id,state,epochs,loss,seconds,failure\r\n"))
    #expect(try program.run("ls", "--csv", "--md").code == 64)
  }

  @Test func whatIsNoConditionIsRefusedWithItsPlace() throws {
    let program = try SweepProgram()
    for option in ["--filter=lr <", "--sort=a,,b", "--cols=,"] {
      let outcome = try program.run("ls", option)
      expectFailure(outcome, 64, saying: "^\n", "next: sweep ls --help")
      #expect(outcome.output.isEmpty)
    }
  }

  @Test func aNameThatNothingHasIsRefusedWithWhatWasMeant() throws {
    let program = try Self.program()
    for (option, words) in [
      ("--filter=state = failed or los < 2", "                    ^\n"), ("--sort=-los", "\n  ^\n"),
      ("--cols=lr,los", "     ^\n"),
    ] {
      let outcome = try program.run("ls", option)
      expectFailure(outcome, 2, saying: "(did you mean \"loss\"?)", words)
      #expect(outcome.output.isEmpty)
    }
  }

  @Test func aNameOfAnotherSweepIsKnownAndHoldsOfNothing() throws {
    let program = try Self.program()
    let other = SweepProgram.spec(variants: #"["cnn"]"#, cells: #"["rnn"]"#, epochs: 1)
      .replacing(#""name": "tiny""#, with: #""name": "letters""#)
    try program.write(other, to: "other.json")
    #expect(try program.run("run", "other.json", "-q").code == 0)
    #expect(try Self.rows(program, "tiny", "--filter", "test_mse < 1e9") == [])
    let listed = try program.run("ls", "--cols", "label,lr,family,hidden", "--csv").output
    #expect(listed.contains("cnn_ae,,cnn,\r\n") && listed.contains("lr=0.5,0.5,,\r\n"))
  }
}

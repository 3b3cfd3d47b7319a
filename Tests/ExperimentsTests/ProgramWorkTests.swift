import Foundation
import Letters
import Testing

@testable import Experiments

/// A worker starts no program that no spec could have named.
@Suite(.timeLimit(.minutes(60))) struct ProgramWorkTests {
  private static let usual = """
    {"attempt":1,"checkpoints":[],"home":"runs/x","protocol":1,"run":{"configuration":{"lr":0.1,\
    "seed":0},"folder":"toy/x","id":"x","label":"lr=0.1","uncounted":{}},"save_folder":"/s",\
    "source":{"program":{"folder":"/absent","spec":{"command":["absent"],"inputs":[],\
    "patterns":{},"environment":[],"limits":{"threads":1}},"inputs":[],"parameters":["lr"],\
    "metrics":["loss"],"silence":600}},"values_only":false}
    """

  private func decode(_ text: String) throws {
    _ = try JSONLines.decode(Assignment.self, from: Array(text.utf8), trainers: .letters)
  }

  @Test func whatASpecSaysIsTaken() throws { try decode(Self.usual) }

  @Test(arguments: [
    (#""folder":"/absent""#, #""folder":"absent""#), (#"["absent"]"#, "[]"),
    (#"["absent"]"#, #"[""]"#), (#"["absent"]"#, #"["absent","\u0000"]"#),
    (#"["lr"]"#, #"["l=r"]"#), (#"["lr"]"#, #"["lr","lr"]"#), (#"["lr"]"#, #"["lr","lr.x"]"#),
    (#"["loss"]"#, #"["lo\nss"]"#), (#""silence":600"#, #""silence":-1"#),
    (#""threads":1"#, #""threads":0"#), (#""threads":1"#, #""seconds":0"#),
    (#""threads":1"#, #""memory":-5"#), (#""patterns":{}"#, #""patterns":{"":"x"}"#),
    (#""inputs":[],"par"#, #""inputs":[{"path":"","sha256":""}],"par"#),
  ])
  func whatNoSpecSaysIsRefused(_ part: String, _ wrong: String) {
    #expect(Self.usual.contains(part))
    #expect(throws: DecodingError.self) {
      try decode(Self.usual.replacing(part, with: wrong))
    }
  }
}

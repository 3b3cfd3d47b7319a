import Foundation
import TestSupport
import Testing

@testable import Scheduling

@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct ShellCommandTests {
  @Test func itIsGivenVariablesAndItsCodeIsKnown() throws {
    let folder = try TemporaryFolder()
    let end = ShellCommand("echo \"$A $HOME\" > '\(folder.path)/out'; exit 3", limit: 3600)
      .run(["A": "b c", "HOME": "/h"])
    #expect(end == .code(3) && end.description == "exited with code 3")
    #expect(try String(contentsOfFile: "\(folder.path)/out", encoding: .utf8) == "b c /h\n")
  }

  @Test func itReadsNothing() { #expect(ShellCommand("read x", limit: 3600).run([:]) == .code(1)) }

  @Test func oneThatTakesTooLongIsKilledWithItsChildren() async throws {
    let folder = try TemporaryFolder()
    let line =
      "sleep 300 & echo $! > '\(folder.path)/p'; mv '\(folder.path)/p' '\(folder.path)/pid'; wait"
    // A busy machine may not come to the line at all in so short a time.
    for limit in [0.5, 5, 50, 500]
    where !FileManager.default.fileExists(atPath: "\(folder.path)/pid") {
      #expect(ShellCommand(line, limit: limit).run([:]) == .timedOut(seconds: limit))
    }
    let text = try String(contentsOfFile: "\(folder.path)/pid", encoding: .utf8)
    let child = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(await eventually { !isAlive(child) })
  }

  @Test func aSignalIsToldApart() {
    #expect(ShellCommand("kill -9 $$", limit: 3600).run([:]) == .signal(9))
  }
}

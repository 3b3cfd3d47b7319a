import Foundation
import Testing

@testable import Scheduling

@Suite struct ShellCommandTests {
  @Test func itIsGivenVariablesAndItsCodeIsKnown() throws {
    let folder = try TemporaryFolder()
    let end = ShellCommand("echo \"$A $HOME\" > '\(folder.path)/out'; exit 3", limit: 60)
      .run(["A": "b c", "HOME": "/h"])
    #expect(end == .code(3) && end.description == "exited with code 3")
    #expect(try String(contentsOfFile: "\(folder.path)/out", encoding: .utf8) == "b c /h\n")
  }

  @Test func itReadsNothing() { #expect(ShellCommand("read x", limit: 60).run([:]) == .code(1)) }

  @Test func oneThatTakesTooLongIsKilledWithItsChildren() throws {
    let folder = try TemporaryFolder()
    let line = "sleep 300 & echo $! > '\(folder.path)/pid'; wait"
    #expect(ShellCommand(line, limit: 0.5).run([:]) == .timedOut(seconds: 0.5))
    let text = try String(contentsOfFile: "\(folder.path)/pid", encoding: .utf8)
    let child = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    for _ in 0..<1000 where isAlive(child) { usleep(10_000) }
    #expect(!isAlive(child))
  }

  @Test func aSignalIsToldApart() {
    #expect(ShellCommand("kill -9 $$", limit: 60).run([:]) == .signal(9))
  }
}

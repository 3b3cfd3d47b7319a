import Foundation
import Testing

/// Signals from outside: Ctrl-Z, a closed terminal, nohup.
@Suite struct SignalTests {
  private func program() throws -> SweepProgram {
    try SweepProgram(
      spec: SweepProgram.spec(variants: #"["crnn"]"#, cells: #"["gru"]"#, epochs: 1000))
  }

  /// The letter of a process's state: T where it is stopped.
  private func state(_ process: Int32) -> Character? {
    let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    return text.split(separator: ")").last?.first { $0 != " " }
  }

  @Test func workersStopAndGoOnWithTheirParentAndNoneIsDeclaredHung() throws {
    let program = try program()
    // A shell of its own process group, so that somebody could wake what is stopped.
    let first = try program.start("run", "tiny.json", "--timeout", "2")
    first.wait { program.newestCheckpoint(in: "save/tiny/cgru_ae") >= 0 }
    let workers = first.children
    #expect(workers.count == 1)
    first.send(SIGTSTP)
    first.wait { state(first.id) == "T" && workers.allSatisfy { state($0) == "T" } }
    #expect(([first.id] + workers).map(state) == ["T", "T"])
    usleep(4_000_000)
    first.send(SIGCONT)
    first.wait { workers.allSatisfy { state($0) != "T" } }
    let epoch = program.newestCheckpoint(in: "save/tiny/cgru_ae")
    first.wait { program.newestCheckpoint(in: "save/tiny/cgru_ae") > epoch }
    #expect(first.children == workers, "nobody was declared hung")
    first.send(SIGTERM)
    let outcome = try first.outcome()
    #expect(outcome.code == 143)
    #expect(!outcome.errors.contains("no message for"), "\(outcome.errors)")
  }

  @Test func aParentStoppedBySIGSTOPDeclaresNobodyHung() throws {
    let program = try program()
    let first = try program.start("run", "tiny.json", "--timeout", "2")
    first.wait { program.newestCheckpoint(in: "save/tiny/cgru_ae") >= 0 }
    let all = [first.id] + first.children
    for process in all { kill(process, SIGSTOP) }
    usleep(4_000_000)
    for process in all.reversed() { kill(process, SIGCONT) }
    usleep(500_000)
    first.send(SIGINT)
    let outcome = try first.outcome()
    #expect(outcome.code == 130)
    #expect(!outcome.errors.contains("no message for"), "\(outcome.errors)")
  }

  @Test func aHangupStopsUnlessItIsIgnored() throws {
    for isIgnored in [false, true] {
      let program = try program()
      let shell = try Started(
        "/bin/sh",
        [
          "-c",
          "\(isIgnored ? "trap '' HUP; " : "")exec '\(SweepProgram.executable)' run tiny.json",
        ], in: program.folder, [:])
      shell.wait { program.newestCheckpoint(in: "save/tiny/cgru_ae") >= 0 }
      shell.send(SIGHUP)
      if isIgnored {
        usleep(500_000)
        #expect(shell.isRunning)
        shell.send(SIGTERM)
      }
      #expect(try shell.outcome().code == (isIgnored ? 143 : 129))
    }
  }

  @Test func aPipeThatNobodyReadsStopsNoSweep() throws {
    let program = try SweepProgram()
    let shell = try Started(
      "/bin/bash",
      ["-c", "set -o pipefail; '\(SweepProgram.executable)' run tiny.json --json | true"],
      in: program.folder, [:])
    #expect(try shell.outcome().code == 0)
    #expect(try program.run("doctor").code == 0)
  }
}

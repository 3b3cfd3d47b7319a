import Foundation
import TestSupport
import Testing

/// Signals from outside: Ctrl-Z, a closed terminal, nohup.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct SignalTests {
  private func program() throws -> SweepProgram {
    try SweepProgram(
      spec: SweepProgram.spec(variants: #"["crnn"]"#, cells: #"["gru"]"#, epochs: 100_000))
  }

  /// Seconds of silence that are a hang; a busy machine does not silence a worker for so long.
  private static let timeout: UInt32 = 5

  /// Waits until a run is some epochs further than now.
  private func waitForProgress(_ started: Started, _ program: SweepProgram) throws {
    let epoch = program.newestCheckpoint(in: "save/tiny/cgru_ae")
    try started.wait { program.newestCheckpoint(in: "save/tiny/cgru_ae") > epoch + 6 }
  }

  /// The letter of a process's state: T where it is stopped.
  private func state(_ process: Int32) -> Character? {
    let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    return text.split(separator: ")").last?.first { $0 != " " }
  }

  @Test func workersStopAndGoOnWithTheirParentAndNoneIsDeclaredHung() throws {
    let program = try program()
    // A shell of its own process group, so that somebody could wake what is stopped.
    let first = try program.start("run", "tiny.json", "--timeout", "\(Self.timeout)")
    try first.wait { program.newestCheckpoint(in: "save/tiny/cgru_ae") >= 0 }
    let workers = first.children
    #expect(workers.count == 1)
    first.send(SIGTSTP)
    try first.wait { ([first.id] + workers).map(state) == ["T", "T"] }
    sleep(Self.timeout + 1)
    first.send(SIGCONT)
    try first.wait { workers.allSatisfy { state($0) != "T" } }
    try waitForProgress(first, program)
    #expect(first.children == workers, "nobody was declared hung")
    first.send(SIGTERM)
    let outcome = try first.outcome()
    #expect(outcome.code == 143)
    #expect(!outcome.errors.contains("no message for"), "\(outcome.errors)")
  }

  @Test func aParentStoppedBySIGSTOPDeclaresNobodyHung() throws {
    let program = try program()
    let first = try program.start("run", "tiny.json", "--timeout", "\(Self.timeout)")
    try first.wait { program.newestCheckpoint(in: "save/tiny/cgru_ae") >= 0 }
    let all = [first.id] + first.children
    for process in all { kill(process, SIGSTOP) }
    sleep(Self.timeout + 1)
    for process in all.reversed() { kill(process, SIGCONT) }
    try waitForProgress(first, program)
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
      try shell.wait { program.newestCheckpoint(in: "save/tiny/cgru_ae") >= 0 }
      shell.send(SIGHUP)
      if isIgnored {
        try waitForProgress(shell, program)
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

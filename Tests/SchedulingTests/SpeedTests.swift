import Experiments
import Foundation
import Letters
import TestSupport
import Testing

@testable import Scheduling

@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct SpeedTests {
  /// Reads ahead as a real worker does; the shell reads byte by byte.
  fileprivate static let worker = #"""
    $| = 1;
    while (<STDIN>) { /"id":"([^"]*)"/; print "{\"run\":\"$1\"," . substr($ARGV[0], 1) . "\n" }
    """#

  /// Processor time, in a process of its own, beside that of the lines it cannot do without.
  @Test(.enabled(if: access("/usr/bin/perl", X_OK) == 0, "no Perl"))
  func schedulingARunCostsLittleMoreThanItsLines() async throws {
    await #expect(processExitsWith: .success) {
      let said = String(decoding: try JSONLines.encode(Say.finished).dropLast(), as: UTF8.self)
      let executor = WorkerProcessExecutor(
        quiet: WorkerCommand("/usr/bin/perl", ["-e", SpeedTests.worker, said]))
      let jobs = jobs(Array(repeating: "finish", count: 1000))
      let start = clock()
      let (events, error) = await run(jobs, slots: 2, executor)
      let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      try #require(events.count == 1000 && error == nil)
      let lines = try processorSeconds { for job in jobs { try SpeedTests.readBack(job) } }
      try #require(
        seconds < 10 * lines, "\(seconds) s for 1,000 runs, of which \(lines) for lines")
    }
  }

  /// Writes and reads the two lines of a run.
  fileprivate static func readBack(_ job: Job) throws {
    let assignment = try JSONLines.encode(job.assignment)
    _ = try JSONLines.decode(Assignment.self, from: assignment[...], trainers: .letters)
    let said = WorkerLine(run: job.assignment.run.id, event: Say.finished)
    _ = try JSONLines.decode(WorkerLine.self, from: try JSONLines.encode(said)[...])
  }
}

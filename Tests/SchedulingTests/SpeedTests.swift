import Experiments
import Foundation
import Testing

@testable import Scheduling

@Suite struct SpeedTests {
  /// Reads ahead as a real worker does; the shell reads byte by byte.
  fileprivate static let worker = #"""
    $| = 1;
    while (<STDIN>) { /"id":"([^"]*)"/; print "{\"run\":\"$1\",\"event\":$ARGV[0]}\n" }
    """#

  /// Processor time, in a process of its own: the machine may be busy with other tests.
  @Test(.enabled(if: access("/usr/bin/perl", X_OK) == 0))
  func schedulingARunCostsLessThanHalfAMillisecond() async throws {
    await #expect(processExitsWith: .success) {
      let said = String(decoding: try JSONLines.encode(Say.finished).dropLast(), as: UTF8.self)
      let executor = WorkerProcessExecutor(
        quiet: WorkerCommand("/usr/bin/perl", ["-e", SpeedTests.worker, said]))
      let jobs = jobs(Array(repeating: "finish", count: 1000))
      let start = clock()
      let (events, error) = await run(jobs, slots: 2, executor)
      let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      try #require(events.count == 1000 && error == nil)
      try #require(seconds < 0.5, "\(seconds) s for 1,000 runs")
    }
  }
}

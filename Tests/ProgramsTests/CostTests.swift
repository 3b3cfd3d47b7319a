import CSystem
import Foundation
import TestSupport
import Testing

@testable import Programs

@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct CostTests {
  /// Processor time of this process and of its children, in seconds.
  fileprivate static func allSeconds() -> Double {
    [RUSAGE_SELF.rawValue, RUSAGE_CHILDREN.rawValue].map { who in
      var usage = rusage()
      getrusage(__rusage_who_t(who), &usage)
      return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6
    }.reduce(0, +)
  }

  fileprivate static func spawnAndWait() throws {
    var id: pid_t = 0
    try #require(spawn(["/bin/true"], &id) == 0)
    waitpid(id, nil, 0)
  }

  /// Beside that of a process that nobody keeps.
  @Test func keepingAProgramCostsLittleMoreThanStartingIt() async throws {
    await #expect(processExitsWith: .success) {
      let trial = try Trial("")
      trial.call.command = ["/bin/true"]
      func cost(_ body: () throws -> Void) rethrows -> (processor: Double, wall: Double) {
        let start = (CostTests.allSeconds(), Trial.seconds())
        for _ in 0..<300 { try body() }
        return (CostTests.allSeconds() - start.0, Trial.seconds() - start.1)
      }
      let kept = try cost { _ = try trial.run() }
      let plain = try cost { try CostTests.spawnAndWait() }
      try #require(kept.processor < 12 * plain.processor, "\(kept) beside \(plain)")
    }
  }
}

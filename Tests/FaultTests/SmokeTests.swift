import FaultHarness
import Foundation
import TestSupport
import Testing

/// A little of every group of faults; `make torture` does all of all of them.
@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct SmokeTests {
  private static let bench = Result { try SmokeTests.makeBench() }

  /// Shots at faults, by their names.
  private static let shots: [(name: String, numbers: [Int])] = [
    ("parent-call", [3, 60, 140, 220, 300]), ("worker-call", [5, 40, 90]),
    ("both-call", [30, 100]),
    ("late-resume-call", [50]), ("parent-random", [1]), ("interrupt-twice", [1]),
    ("two-at-once", [1]), ("crash-always", [1]), ("worker-sync-eio", [2]),
    ("parent-write-enospc", [20]), ("checkpoint-damage", [1, 6, 7, 40]), ("log-cut", [1]),
    ("store-head", [1]), ("store-value", [1]), ("data-content", [1]), ("diverged", [1]),
    ("checkpoints-link", [1]), ("log-hard-link", [1]), ("log-pipe", [1]), ("stale", [1]),
    ("spec-comma", [1]), ("spec-huge", [1]), ("spec-upwards", [1]), ("data-cut", [1]),
    ("late-worker", [9, 60]), ("layout-call", [30, 80]), ("more-epochs", [1]),
    ("second-store", [1]),
    ("sync-order", [1]), ("disk-full", [4]), ("file-size", [3]), ("descriptors", [1]),
    ("program-parent-random", [1]), ("program-worker-random", [1]), ("program-random", [1]),
    ("program-all-random", [1]), ("late-program", [1]), ("search-random", [1]),
    ("cluster-parent-call", [30, 90]), ("cluster-parent-random", [1]),
    ("cluster-cancel-running", [1]), ("cluster-requeue", [1]), ("cluster-squeue-lying", [1]),
    ("cluster-journal-garbled", [1]), ("cluster-twice", [1]), ("cluster-stop", [1]),
  ]

  /// What is not possible here, and why.
  private static let impossible: [String: String] = {
    guard let machine = try? bench.get().machine else { return [:] }
    return shots.reduce(into: [:]) { found, shot in
      let fault = Catalogue.all.first { $0.name == shot.name }
      if case .impossible(let reason)? = fault?.isPossible(here: machine) {
        found[shot.name] = reason
      }
    }
  }()

  private static var reasons: Comment {
    let lines = impossible.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return Comment(rawValue: "not possible here: \(lines.joined(separator: "; "))")
  }

  /// Skipped, with the names and the reasons, where some are not.
  @Test(.enabled(if: impossible.isEmpty, reasons)) func everyFaultIsPossibleHere() {
    #expect(Self.impossible.isEmpty)
  }

  @Test(arguments: shots.filter { impossible[$0.name] == nil })
  func nothingIsLostAndNothingIsSaidWrong(_ name: String, _ shots: [Int]) throws {
    let bench = try Self.bench.get()
    let fault = try #require(Catalogue.all.first { $0.name == name })
    for shot in shots {
      let violations = try Torturer.violations(fault, bench, seed: 1, shot: shot)
      #expect(violations.isEmpty, "\(name), seed 1, shot \(shot)")
    }
  }

  private static let folder =
    FileManager.default.temporaryDirectory.path + "/sweep-faults-\(getpid())"

  private static func makeBench() throws -> Bench {
    let tests = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let program = URL(filePath: tests).deletingLastPathComponent().appending(path: "sweep").path
    // What is kept in a static is never given up, but at the program's end.
    atexit { try? FileManager.default.removeItem(atPath: SmokeTests.folder) }
    return try Bench(program: program, folder: folder, judgesTime: false)
  }
}

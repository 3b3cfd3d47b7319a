import Experiments
import Foundation
import Testing

@testable import Storage

/// Numbers that nothing can have counted are damage, and no sum of them overflows.
@Suite(.timeLimit(.minutes(60))) struct StoredCountsTests {
  let folder: TestFolder
  let store: ResultStore

  init() throws {
    folder = try TestFolder()
    store = try folder.open()
    let runs = (0..<2).map { Sample.run("r\($0)", Sample.configuration(seed: $0)) }
    try store.register(Sample.sweep(), runs: runs)
    for run in runs {
      try store.record(
        run.id, Sample.started(), .ended(.interrupted(seconds: 1, sequences: 1)))
    }
  }

  @Test(arguments: [
    "UPDATE runs SET attempts = 9223372036854775807", "UPDATE runs SET attempts = -1",
    "UPDATE runs SET sequences = 9223372036854775807",
    "UPDATE runs SET epochs = -9223372036854775807 - 1", "UPDATE runs SET seconds = 9e999",
    "UPDATE runs SET seconds = -1e300",
    "UPDATE attempts SET started_at = -9223372036854775807, ended_at = 9223372036854775807",
    "UPDATE kinds SET kind = replace(kind, '\"epochs\":20', '\"epochs\":-9223372036854775807')",
  ])
  func theyAreDamage(_ change: String) throws {
    try store.queue.write { try $0.execute(sql: change) }
    let errors = [
      { _ = try store.status() }, { _ = try store.runs() }, { _ = try store.progress() },
      { _ = try store.results(sweep: "paper") },
    ].compactMap { (read: () throws -> Void) -> StoreError? in
      do {
        try read()
        return nil
      } catch {
        return error as? StoreError
      }
    }
    #expect(!errors.isEmpty && errors.allSatisfy(\.isDamage), "\(errors)")
  }
}

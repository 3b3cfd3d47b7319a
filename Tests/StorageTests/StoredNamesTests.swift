import Experiments
import Foundation
import Letters
import Testing

@testable import Storage

/// Names and paths of a store keep the rules of a spec's.
@Suite(.timeLimit(.minutes(60))) struct StoredNamesTests {
  let folder: TestFolder
  let store: ResultStore
  private let run = Sample.run(Sample.configuration().id)

  init() throws {
    folder = try TestFolder()
    store = try folder.open()
    try store.register(Sample.sweep(), runs: [run])
    try store.record(
      run.id, Sample.started(), .checkpoint(Sample.checkpoint(1)),
      .ended(.interrupted(seconds: 1, sequences: 1)))
  }

  static let changes = [
    "UPDATE sweep_runs SET folder = '../../out'", "UPDATE sweep_runs SET folder = '/out'",
    "UPDATE sweep_runs SET folder = 'a/../b'", "UPDATE sweep_runs SET label = '../x'",
    "UPDATE sweep_runs SET label = 'x' || char(27) || '[2J'",
    #"UPDATE sweep_runs SET uncounted = '{"train":{"checkpoint_every":0}}'"#,
    "UPDATE sweep_runs SET uncounted = '[]'", "UPDATE sweep_runs SET uncounted = ''",
  ]

  @Test(arguments: changes + ["UPDATE checkpoints SET file = '../../etc/passwd'"])
  func whatLeadsOutIsNotRead(_ change: String) throws {
    try store.queue.write { try $0.execute(sql: change) }
    let error = #expect(throws: StoreError.self) { try store.results(sweep: "paper") }
    #expect(error?.code == .damaged)
  }

  @Test(arguments: changes) func itIsToldAndMadeAgain(_ change: String) throws {
    try store.queue.write { try $0.execute(sql: change) }
    #expect(try store.verifyDigests().count == 1)
    try store.close()
    #expect(folder.refusal()?.code == .damaged)
    let repair = StoreRepair(folder.store, reports: [], now: Date(), trainers: .letters) { _ in true
    }
    #expect(try repair.rebuild().kept == [run.id])
    #expect(folder.refusal() == nil)
  }

  @Test func aSweepsNameIsNoPath() throws {
    try store.queue.write { try $0.execute(sql: "UPDATE sweeps SET name = '../../up'") }
    let error = #expect(throws: StoreError.self) { try store.results(sweep: "../../up") }
    #expect(error?.code == .damaged)
    #expect(try store.verifyDigests().count == 1)
  }
}

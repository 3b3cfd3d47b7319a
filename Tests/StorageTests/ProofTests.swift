import Experiments
import Foundation
import GRDB
import Letters
import Testing

@testable import Storage

/// Readers give no value that is not the one that was written.
@Suite(.timeLimit(.minutes(60))) struct ProofTests {
  let folder: TestFolder
  let store: ResultStore

  init() throws {
    folder = try TestFolder()
    store = try folder.open()
    let others = [Sample.run("r3", Sample.configuration(seed: 3))]
    try store.register(
      Sample.sweep(),
      runs: [
        Sample.run("r1", Sample.configuration(seed: 1)),
        Sample.run("r2", Sample.configuration(seed: 2)),
      ])
    try store.register(Sample.sweep("other"), runs: others)
    for run in ["r1", "r2", "r3"] {
      try store.record(
        run, Sample.started(), .groundTruth(Sample.panels()),
        .metrics(epoch: 0, [Metric(.testMSE, 4), Metric(.trainMSE, 3)]),
        .metrics(epoch: 1, [Metric(.testMSE, 2), Metric(.trainMSE, .nan)]),
        .reconstruction(epoch: 0, Sample.panels()), .artifact(Sample.artifact()),
        .ended(.finished(seconds: 1, sequences: 1)))
    }
  }

  private func change(_ sql: String) throws {
    try store.queue.write { try $0.execute(sql: sql) }
  }

  private func code(_ read: () throws -> Void) -> StoreError.Code? {
    (#expect(throws: StoreError.self) { try read() })?.code
  }

  static let changes = [
    "UPDATE metrics SET bits = bits + 1, value = value * 1.5 WHERE run = 1 AND epoch = 0",
    "UPDATE metrics SET bits = bits + 1 WHERE run = 1 AND epoch = 1",
    "UPDATE metrics SET value = 9 WHERE run = 1 AND name = 'test_mse'",
    "DELETE FROM metrics WHERE run = 1 AND epoch = 0",
    "UPDATE reconstructions SET panels = zeroblob(length(panels)) WHERE run = 1",
    "UPDATE last_values SET value = 1 WHERE run = 1 AND name = 'test_mse'",
    "UPDATE last_values SET value = 1 WHERE run = 1 AND name = 'train_mse'",
    "UPDATE last_values SET step = 0 WHERE run = 1 AND name = 'test_mse'",
    "UPDATE last_values SET bits = bits + 1 WHERE run = 1 AND name = 'train_mse'",
    "DELETE FROM last_values WHERE run = 1 AND name = 'train_mse'",
    "INSERT INTO last_values (run, name, step, value, bits) VALUES (1, 'more', 0, 0, 0)",
    "UPDATE artifacts SET content = x'00' WHERE run = 1",
    "UPDATE artifacts SET name = 'other' WHERE run = 1",
    "UPDATE artifacts SET file = 'other' WHERE run = 1",
    "UPDATE artifacts SET kind = 'png' WHERE run = 1",
    "DELETE FROM artifacts WHERE run = 1",
    "UPDATE runs SET epochs = 7 WHERE number = 1",
    "UPDATE runs SET seed = 7 WHERE number = 1",
    "UPDATE runs SET family = 'rnn' WHERE number = 1",
    "UPDATE runs SET cell = 'lstm' WHERE number = 1",
    "UPDATE runs SET digest = NULL WHERE number = 1",
    "UPDATE runs SET configuration = replace(configuration, '64', '65') WHERE number = 1",
  ]

  @Test(arguments: changes) func whatWasChangedIsNotGiven(_ change: String) throws {
    try self.change(change)
    #expect(code { _ = try store.results(sweep: "paper") } == .damaged)
    #expect(code { _ = try store.result(run: "r1", sweep: "paper") } == .damaged)
    #expect(code { _ = try store.proveListed(sweep: "paper") } == .damaged)
    #expect(code { _ = try store.proveListed(sweep: nil) } == .damaged)
  }

  @Test(arguments: changes) func whatDoesNotShowItIsGiven(_ change: String) throws {
    try self.change(change)
    #expect(try store.result(run: "r2", sweep: "paper")?.run.state == .finished)
    #expect(try store.results(sweep: "other").runs.count == 1)
    #expect(try store.proveListed(sweep: "other"))
  }

  @Test func manyRunsAreListedUnproved() throws {
    try change(Self.changes[0])
    #expect(try !store.proveListed(sweep: nil, most: 2))
    #expect(try store.proveListed(sweep: "other", most: 2))
  }

  @Test func aChangedFirstBatchIsNotGiven() throws {
    try change("UPDATE ground_truths SET digest = digest + 1")
    #expect(code { _ = try store.results(sweep: "paper") } == .damaged)
  }

  @Test func aChangedSpecificationIsNotGiven() throws {
    try change("UPDATE sweeps SET spec = '{ }' WHERE name = 'paper'")
    #expect(code { _ = try store.record(of: "paper") } == .damaged)
    #expect(try store.record(of: "other").spec == "{}")
  }

  @Test func aRunThatGoesOnIsGivenWithoutADigest() throws {
    try store.record("r1", Sample.started(1), .metrics(epoch: 2, [Metric(.testMSE, 1)]))
    #expect(try store.result("r1")?.last(.testMSE)?.value == 1)
    try change("UPDATE metrics SET bits = bits + 1 WHERE run = 1 AND epoch = 2")
    #expect(code { _ = try store.results(sweep: "paper") } == .damaged)
  }

  @Test func aDigestIsOfTheSameBytesAsEver() throws {
    var digest = Digest()
    digest.add(Data("r1".utf8))
    digest.add(Data(Sample.configuration(seed: 1).canonicalJSON.utf8))
    for (epoch, name, value) in [
      (0, "test_mse", 4.0), (0, "train_mse", 3), (1, "test_mse", 2), (1, "train_mse", .nan),
    ] {
      digest.add(Int64(epoch))
      digest.add(Data(name.utf8))
      digest.add(Int64(bitPattern: value.bitPattern))
    }
    digest.add(Int64(0))
    digest.add(PanelsBlob.encode(Sample.panels()))
    try change("DELETE FROM artifacts")
    let bits = try store.queue.read { try Digest(ofRun: 1, $0).bits }
    #expect(digest.bits == bits)
    digest.add(Int64(1))
    for text in ["confusion", "text", "confusion.txt"] { digest.add(Data(text.utf8)) }
    digest.add(Data([65, 66]))
    #expect(try store.rows("SELECT digest FROM runs WHERE number = 1") == ["\(digest.bits)"])
  }

  @Test func copiesThatContradictAreMadeAgainOfWhatTheDigestProves() throws {
    let run = Sample.run(Sample.configuration(seed: 4).id, Sample.configuration(seed: 4))
    try store.register(Sample.sweep("third"), runs: [run])
    try store.record(
      run.id, Sample.started(), .metrics(epoch: 0, [Metric(.testMSE, 4), Metric(.trainMSE, .nan)]),
      .metrics(epoch: 1, [Metric(.testMSE, 3)]), .ended(.finished(seconds: 1, sequences: 1)))
    let values = """
      SELECT m.epoch, m.name, m.bits, m.value, r.epochs, l.step, l.value, l.bits
      FROM metrics m JOIN runs r ON r.number = m.run
      JOIN last_values l ON l.run = m.run AND l.name = m.name WHERE r.id = '\(run.id)'
      """
    let before = try store.rows(values)
    try change(
      """
      UPDATE runs SET epochs = 9; UPDATE metrics SET value = 9;
      UPDATE last_values SET value = 1, step = 7
      """)
    try store.close()
    let repair = StoreRepair(folder.store, reports: [], now: Date(), trainers: .letters) { _ in true
    }
    #expect(try repair.rebuild().kept == [run.id])
    let after = try folder.open()
    #expect(try after.rows(values) == before)
    #expect(try after.verifyDigests() == [])
  }
}

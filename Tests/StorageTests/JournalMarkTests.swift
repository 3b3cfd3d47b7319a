import Experiments
import Testing

@testable import Storage

/// How far journals were read is kept with what was read, and says whether a run goes on elsewhere.
@Suite(.timeLimit(.minutes(60))) struct JournalMarkTests {
  private let folder: TestFolder
  private let store: ResultStore
  private let run = Sample.run("r1").id

  init() throws {
    folder = try TestFolder()
    store = try folder.open()
    try store.register(Sample.sweep(), runs: [Sample.run("r1")])
  }

  private func record(_ event: RunEvent, _ mark: JournalMark? = nil) throws {
    try store.record(
      [(run, event, false)], marks: mark.map { [run: $0] } ?? [:])
  }

  @Test func aMarkIsKeptWithItsEvents() throws {
    let mark = JournalMark(number: 2, bytes: 70, isLive: true)
    try record(Sample.started(), mark)
    #expect(try store.journalMarks() == [run: mark])
  }

  @Test func aMarkIsNotKeptWhereItsEventsAreRefused() throws {
    #expect(throws: StoreError.self) {
      try store.record(
        [(run, Sample.started(), false), ("nobody", Sample.started(), false)],
        marks: [run: JournalMark(number: 1, bytes: 70, isLive: true)])
    }
    #expect(try store.journalMarks().isEmpty)
  }

  @Test func aRunThatGoesOnElsewhereIsNotInterruptedWithItsStore() throws {
    try record(Sample.started(), JournalMark(number: 1, bytes: 70, isLive: true))
    try store.close()
    let again = try folder.open()
    #expect(try again.progress().runs[run]?.state == .running)
  }

  @Test func anEndThatNoJournalSaysIsTheEndOfGoingOn() throws {
    try record(Sample.started(), JournalMark(number: 1, bytes: 70, isLive: true))
    try record(.ended(.failed(.error(message: "lost", resource: false))))
    #expect(try store.journalMarks()[run]?.isLive == false)
  }

  @Test func anInterruptionThatAJournalSaysMayGoOn() throws {
    try record(
      .ended(.interrupted(seconds: 1, sequences: 1)),
      JournalMark(number: 1, bytes: 70, isLive: true))
    #expect(try store.journalMarks()[run]?.isLive == true)
  }
}

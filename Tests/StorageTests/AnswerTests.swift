import Experiments
import Foundation
import Testing

@testable import Storage

/// What search programs answered is kept: a question is asked once.
@Suite(.timeLimit(.minutes(60))) struct AnswerTests {
  private let folder: TestFolder
  private let store: ResultStore

  init() throws {
    folder = try TestFolder()
    store = try folder.open()
    try store.register(Sample.sweep(), runs: [Sample.run("r1")])
  }

  private var name: String { Sample.sweep().name }

  private func answer(_ key: String, _ round: Int, _ trials: String...) -> SearchAnswer {
    SearchAnswer(key: key, round: round, group: 0, trials: trials)
  }

  @Test func theFirstAnswerStays() throws {
    try store.keep(answer("k", 0, "a", "b"), sweep: name)
    try store.keep(answer("k", 0, "c", "d"), sweep: name)
    try store.keep(answer("k", 1, "e"), sweep: name)
    let kept = [answer("k", 0, "a", "b"), answer("k", 1, "e")]
    #expect(try store.knowledge(sweep: name, key: "k").answers == kept)
    #expect(try store.results(sweep: name).answers == kept)
  }

  @Test func anAnswerOfAnotherProgramIsNone() throws {
    try store.keep(answer("k", 0, "a"), sweep: name)
    #expect(try store.knowledge(sweep: name, key: "other").answers.isEmpty)
    try store.keep(answer("other", 0, "b"), sweep: name)
    #expect(try store.knowledge(sweep: name, key: "k").answers.isEmpty)
  }

  @Test func runsThatDidNotComeToTheirEndAreWaitedFor() throws {
    #expect(try store.knowledge(sweep: name, key: "k").outcomes["r1"] == .waiting)
  }
}

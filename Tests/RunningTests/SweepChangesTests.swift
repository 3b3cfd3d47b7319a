import Experiments
import Files
import Foundation
import Letters
import Storage
import Testing

@testable import Running

/// What is told when a sweep of the same name is another one than before.
@Suite(.timeLimit(.minutes(60))) struct SweepChangesTests {
  private let sweep: TestSweep

  init() throws { sweep = try TestSweep() }

  private func letters(seeds: String = "[0]", data: Int = 0) throws -> PreparedSweep {
    let text = """
      {
        "name": "letters", "variants": ["cnn"], "seeds": \(seeds),
        "dataset": { "sources": [{ "synthetic": { "sequences": 40, "seed": \(data) } }] },
        "train": { "epochs": 1, "batch_size": 8 }
      }
      """
    let spec = try SweepSpec.decode(Array(text.utf8), file: "spec", trainers: .own)
    return try PreparedSweep(
      spec, on: DataChoice(of: spec, folder: "/"), maxRuns: 10, file: "spec")
  }

  private func program(_ command: String) throws -> PreparedSweep {
    let text = """
      {
        "name": "program", "parameters": { "lr": 0.1 },
        "trainer": { "command": ["\(command)", "{args}"], "metrics": { "loss": "lower" } }
      }
      """
    let spec = try SweepSpec.decode(Array(text.utf8), file: "spec", trainers: .own)
    return try PreparedSweep(
      spec, try #require(spec.program), in: "/", name: spec.name, maxRuns: 10, file: "spec")
  }

  private func changes(to now: PreparedSweep, from before: PreparedSweep?) throws -> SweepChanges {
    if let before { try sweep.store.register(before.record, runs: before.plan.runs) }
    return try SweepChanges(of: now, in: sweep.store, sweep.store.progress())
  }

  @Test func aSweepThatIsNewOrTheSameHasNone() throws {
    let now = try letters()
    #expect(try changes(to: now, from: nil).notes == [])
    let same = try changes(to: now, from: now)
    #expect(same.notes == [] && !same.hasOtherData && same.ofProgram == [])
  }

  @Test func runsThatCameAndWentAreNamed() throws {
    let found = try changes(to: letters(seeds: "[1,2]"), from: letters(seeds: "[0,1]"))
    #expect(
      found.notes == [
        "the sweep has new runs: cnn_ae,seed=2",
        "no longer in the sweep, but kept in the store: cnn_ae,seed=0",
      ])
    #expect(!found.hasOtherData)
  }

  @Test func otherDataIsRefused() throws {
    let found = try changes(to: letters(data: 1), from: letters())
    #expect(found.hasOtherData)
    #expect(found.refusal.code == Failure.Code.input.rawValue)
    #expect(found.refusal.happened.contains("the data changed: it was synthetic (40 sequences"))
  }

  @Test func aProgramThatChangedIsToldAndNotRefused() throws {
    let found = try changes(to: program("two"), from: program("one"))
    #expect(found.ofProgram == ["the command changed"] && !found.hasOtherData)
    #expect(found.notes.contains("its runs are new ones: the command changed"))
  }
}

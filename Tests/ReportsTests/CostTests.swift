import Experiments
import Foundation
import Letters
import Testing

@testable import Reports

/// What a report says a sweep took: what was recorded, and nothing where nothing was.
@Suite(.timeLimit(.minutes(60))) struct CostTests {
  private func run(_ label: String, coreSeconds: Double?) -> RunResult {
    let run = Sample.run(Variant(.crnn, .gru), label: label)
    return RunResult(
      run: run.run, state: run.state, attempts: run.attempts, metrics: run.metrics,
      reconstructions: [], checkpoints: run.checkpoints, seconds: run.seconds,
      sequences: run.sequences, failure: nil, environment: run.environment,
      coreSeconds: coreSeconds)
  }

  private func results(_ cores: [Double?], _ clock: WallClock?) -> SweepResults {
    let runs = cores.enumerated().map { run("run\($0)", coreSeconds: $1) }
    let sample = Sample.results(runs)
    return SweepResults(
      sweep: sample.sweep, groundTruth: nil, runs: runs, wallClock: clock)
  }

  private func page(_ results: SweepResults) -> String {
    Markdown.page(CostSection().blocks(of: results))
  }

  @Test func wallClockAndCoreTimeAreSaid() {
    let clock = WallClock(seconds: 3720, sessions: 2, cutShort: 0)
    let page = page(results([100.25, 20], clock))
    #expect(page.contains("Wall-clock: 1 h 02 min in 2 sessions."))
    #expect(page.contains("Core time: 2 min 00 s, as the workers measured it."))
    #expect(page.contains("Core seconds") && page.contains("100.2"))
  }

  @Test func killedAttemptsAndRunsWithoutCoreTimeAreSaid() {
    let page = page(results([60, nil], WallClock(seconds: 5, sessions: 1, cutShort: 3)))
    #expect(page.contains("in one session. 3 attempts were killed"))
    #expect(page.contains("of 1 of 2 runs; the others did not measure it"))
  }

  @Test func whatWasNotRecordedIsNotSaid() {
    let page = page(results([nil, nil], nil))
    #expect(!page.contains("Wall-clock") && !page.contains("Core"))
  }

  @Test func theFileOfResultsKeepsBoth() throws {
    let results = results([1.5, nil], WallClock(seconds: 5, sessions: 1, cutShort: 1))
    let again = try ResultsFile.decode(
      ResultsFile.encode(results), file: "results.jsonl", trainers: .letters)
    #expect(again.wallClock == results.wallClock)
    #expect(again.runs.map(\.coreSeconds) == [1.5, nil])
  }

  @Test func aFileWithoutThemIsReadAsBefore() throws {
    let bytes = ResultsFile.encode(results([nil], nil))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains("wall_clock") && !text.contains("core_seconds"))
    #expect(
      try ResultsFile.decode(bytes, file: "results.jsonl", trainers: .letters).wallClock == nil)
  }
}

import Experiments
import Foundation
import Letters
import Scheduling
import Testing

@testable import Running

/// One state from two sources: a sweep's events, and its store.
@Suite(.timeLimit(.minutes(60))) struct LiveBoardTests {
  private static let date = Date(timeIntervalSince1970: 1_000_000)

  private func board(_ sweep: TestSweep, settled: Int = 0, stage: String? = nil) -> LiveBoard {
    let jobs = sweep.runs.map { run in
      Job(
        Assignment(
          run: run, attempt: 1, source: .data(.synthetic(sequences: 1, seed: 0)), saveFolder: "/",
          home: "runs/\(run.id)", checkpoints: []), expectedSeconds: 1)
    }
    let costs = CostModel([], dataset: TestSweep.record.dataset) { 1e7 }
    return LiveBoard(
      Tally(jobs, costs, .letters, slots: 2),
      BoardTitle(sweep: "s", settled: settled, stage: stage))
  }

  private func measured(_ epoch: Int, _ value: Double) -> RunEvent {
    .metrics(epoch: epoch, [Metric(.testMSE, value)])
  }

  @Test func eventsFillTheBoard() throws {
    let sweep = try TestSweep(runs: 3)
    var board = board(sweep, settled: 4, stage: "rung 1 of 2")
    let (one, two) = (sweep.runs[0], sweep.runs[1])
    board.take(one.starts, now: 0)
    board.take(two.starts, now: 0)
    for epoch in 1...20 { board.take(one.says(measured(epoch, Double(epoch))), now: 1) }
    board.take(two.says(.ended(.failed(.error(message: "no\nmore", resource: false)))), now: 2)
    let state = board.state(now: 2, date: Self.date)
    #expect((state.total, state.done, state.failed) == (7, 4, 1))
    #expect(state.runs.map(\.label.text) == [one.label])
    #expect(state.runs[0].values == (5...20).map(Double.init), "the last ones are kept")
    #expect((state.runs[0].step, state.runs[0].steps) == (20, 20))
    #expect(state.failures.map(\.cause.text) == ["no"])
    #expect(state.failures[0].look == "sweep logs s/\(two.label)")
    #expect(state.stage?.text == "rung 1 of 2; 1 of 3 done")
    #expect(state.left ?? 0 >= 1 && state.ends != nil)
  }

  @Test func aRunKeepsItsLineAndTheNextTakesAFreeOne() throws {
    let sweep = try TestSweep(runs: 4)
    var board = board(sweep)
    for run in sweep.runs.prefix(3) { board.take(run.starts, now: 0) }
    board.take(sweep.runs[0].says(.ended(.finished(seconds: 1, sequences: 8))), now: 1)
    board.take(sweep.runs[3].starts, now: 1)
    let labels = board.state(now: 1, date: Self.date).runs.map(\.label.text)
    #expect(labels == [3, 1, 2].map { sweep.runs[$0].label })
  }

  @Test func whatARunMeasuredCountsWhereItSaysNoMoreHowFarItIs() throws {
    let sweep = try TestSweep(runs: 1)
    var board = board(sweep)
    board.take(sweep.runs[0].starts, now: 0)
    let progress = Progress(
      epoch: 2, batch: 0, batches: 0, loss: nil, sequencesPerSecond: 0, share: 0.1)
    board.take(sweep.runs[0].says(.progress(progress)), now: 1)
    #expect(board.state(now: 1, date: Self.date).share == 0.1)
    board.take(sweep.runs[0].says(measured(10, 1)), now: 2)
    #expect(board.state(now: 2, date: Self.date).share == 0.5)
  }

  @Test func aFrameIsDueAfterAnEventOrASecond() throws {
    let sweep = try TestSweep()
    var board = board(sweep)
    #expect(board.isDue(now: 0))
    _ = board.state(now: 0.1, date: Self.date)
    #expect(!board.isDue(now: 0.9))
    #expect(board.isDue(now: 1))
    board.take(sweep.runs[0].starts, now: 0.2)
    #expect(board.isDue(now: 0.3))
  }

  @Test func theStoreFillsTheSameBoard() throws {
    let sweep = try TestSweep(runs: 3)
    let recorder = sweep.recorder()
    let (one, two) = (sweep.runs[0], sweep.runs[1])
    let failure = RunEnd.failed(.error(message: "no\nmore", resource: false))
    var events = [one.starts, two.starts]
    for epoch in 1...18 { events.append(one.says(measured(epoch, Double(epoch)))) }
    events.append(two.says(.ended(failure)))
    recorder.record(events, now: 0)
    recorder.commit(0)
    let now = Date(timeIntervalSince1970: 1060)
    let status = try Status(
      of: sweep.store, now: now, saveFolder: sweep.place.files.path, peak: { 1e7 },
      slots: { Slots(asked: 2) })
    let (name, state) = try #require(status.board(after: nil, now: now))
    #expect(name == "s")
    #expect((state.total, state.done, state.failed) == (3, 0, 1))
    #expect(state.runs.map(\.label.text) == [one.label])
    #expect(state.runs[0].values == (3...18).map(Double.init))
    #expect((state.runs[0].step, state.runs[0].steps) == (18, 20))
    #expect(abs(state.runs[0].rate - 18) < 1e-9 && state.runs[0].rateUnit == "epochs/min")
    #expect(state.failures.map(\.look) == ["sweep logs s/\(two.label)"])
    #expect(state.failures.map(\.cause.text) == ["no"])
    #expect(status.next(after: name) == "sweep resume s")
  }

  @Test func aKindThatNobodyTimedGoesOnAsItDid() {
    let kind = RunKind(ParameterValues([]), epochs: 20)
    let forecast = Forecast(costs: CostModel([], dataset: nil) { 0 }, waiting: [:], slots: 1)
    let runs = [(5.0, 10.0), (0.5, 10), (5, 0.1)].map { done, seconds in
      Forecast.Running(kind: kind, done: done, seconds: seconds, left: 20 - done)
    }
    #expect(forecast.known(runs) == [30, nil, nil])
    let both = Forecast(
      costs: forecast.costs, running: [runs[0]], waiting: [kind: 20], slots: 2)
    #expect(both.known == 35, "30 of the one, and 2 for each of 20 more, two at a time")
    #expect(Forecast(costs: forecast.costs, waiting: [kind: 20], slots: 2).known == nil)
  }
}

import Experiments
import Foundation
import Running
import Scheduling

/// The board, in place on a terminal.
struct LiveProgress: ProgressView {
  private var board: LiveBoard
  private var size: TerminalSize?
  private let usesColor: Bool
  private let isVerbose: Bool
  private let strokes = Console.strokes

  /// - Parameter isVerbose: Whether every run's end is said, too.
  init(_ board: LiveBoard, usesColor: Bool, isVerbose: Bool) {
    self.board = board
    self.usesColor = usesColor
    self.isVerbose = isVerbose
  }

  var running: Int { board.running }

  mutating func show(_ scheduled: ScheduledEvent, now: Double) {
    board.take(scheduled, now: now)
    switch scheduled.event {
    case .warning(let message): say("\(scheduled.run.label): warning: \(message)")
    case .ended(let end): if scheduled.willRetry || isVerbose { say(end, of: scheduled) }
    case .started, .progress, .metrics, .groundTruth, .reconstruction, .artifact, .checkpoint,
      .obsolete, .cost:
      break
    }
  }

  private func say(_ end: RunEnd, of scheduled: ScheduledEvent) {
    let words = end.words(isProgram: !board.manifest.takesData)
    say("\(scheduled.run.label): \(words)\(scheduled.willRetry ? "; trying again" : "")")
  }

  mutating func tick(now: Double) {
    let size = Console.size
    guard board.isDue(now: now) || size != self.size else { return }
    self.size = size
    let state = board.state(now: now, date: Date())
    Console.show(BoardFrame(state, in: size, strokes), in: size, usesColor: usesColor)
  }

  func say(_ line: String) { Console.say(line) }

  func suspend(_ isStopping: Bool) { Console.pauseBoard(isStopping) }

  mutating func finish() { Console.endBoard() }
}

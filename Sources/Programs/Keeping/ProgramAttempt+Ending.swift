import CSystem
import Foundation

/// How the program ends.
extension ProgramAttempt {
  /// Once its children are told to go, and once more to go at once, these seconds are waited.
  private static let patience = (unasked: 0.5, asked: 2.0, killed: 10.0)

  /// Hears the keeper's next word.
  mutating func hear() {
    guard let news = keeper.hear() else { return keeperIsGone() }
    switch csystem_word(rawValue: numericCast(news.word)) {
    case csystem_exited: ending.programEnded(.exited(code: Int(news.value)))
    case csystem_signalled: ending.programEnded(.signalled(Int(news.value)))
    case csystem_gone:
      coreSeconds = news.seconds
      ending.allAreGone()
    default: break
    }
  }

  /// Somebody has killed it, and by that the program; what the program had started is now this
  /// process's, or nobody's.
  private mutating func keeperIsGone() {
    if !ending.areGone {
      kill(-keeper.program, SIGKILL)
      if !csystem_end_orphans(Self.patience.killed) {
        log.say("sweep: the program's keeper was killed, and some of its processes may be left")
      }
    }
    ending.programEnded(.signalled(Int(SIGKILL)))
    ending.allAreGone()
  }

  /// Whether it is to be ended, or, if it was asked to end, has had its time.
  mutating func look() {
    let now = hooks.clock()
    switch hooks.control() {
    case .proceed: break
    case .save: ending.ask(for: .stopped, at: now, grace: limits.grace)
    case .abandon: ending.insist(on: .stopped)
    }
    if let timeout = time.look(at: now) {
      ending.ask(for: .timedOut(timeout), at: now, grace: limits.grace)
    }
    if let limit = limits.memory, let used = memory.look(at: now) {
      ending.insist(on: .memoryLimit(limit, used: used))
    }
    if let order = ending.order(at: now) { keeper.order(order) }
  }

  /// Ends what the program has left behind; what goes by itself, as helpers do that notice its end,
  /// is not worth a word.
  mutating func endTheRest() throws {
    waitUntilGone(Self.patience.unasked)
    if ending.areGone { return }
    let count = keeper.childCount
    keeper.order(csystem_terminate)
    waitUntilGone(min(limits.grace, Self.patience.asked))
    if !ending.areGone {
      keeper.order(csystem_kill)
      waitUntilGone(Self.patience.killed)
    }
    if !ending.isOurs {
      try hooks.take(
        .warning(
          "the program ended and left \(count) process\(count == 1 ? "" : "es") behind; ended, and "
            + "what was written after the program's end is not taken"))
    }
  }

  private mutating func waitUntilGone(_ seconds: Double) {
    let end = hooks.clock() + seconds
    while !ending.areGone {
      if hooks.control() == .abandon { keeper.order(csystem_kill) }
      let left = end - hooks.clock()
      if left <= 0 { return }
      if keeper.says(within: min(left, Self.tick)) { hear() }
    }
  }
}

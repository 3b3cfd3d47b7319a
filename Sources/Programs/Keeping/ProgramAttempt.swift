import Foundation

/// A program that runs, seen from the thread that waits for it.
struct ProgramAttempt {
  /// Between two looks at what is to be done.
  static let tick = 0.1

  let keeper: Keeper
  let hooks: ProgramHooks
  let limits: ProgramLimits
  /// Its output, and its errors.
  var streams: [ProgramStream]
  var messages: MessageReader
  var patterns: PatternSearch
  var log: ProgramLog
  var time: TimeWatch
  var memory: MemoryWatch
  var ending = ProgramEnding()
  var coreSeconds = 0.0
  /// Whether the line before ended in a carriage return and was taken: a line feed after it is its.
  var awaitsLineFeed = false

  init(_ call: ProgramCall, _ keeper: Keeper, _ hooks: ProgramHooks) {
    let now = hooks.clock()
    self.keeper = keeper
    self.hooks = hooks
    limits = call.limits
    streams = [
      ProgramStream(descriptor: keeper.output, mayHaveMessages: true),
      ProgramStream(descriptor: keeper.errors, mayHaveMessages: false),
    ]
    messages = MessageReader(call.words)
    patterns = PatternSearch(call.patterns)
    log = ProgramLog(call.log)
    time = TimeWatch(call.limits, now: now)
    memory = MemoryWatch(keeper.id, limit: call.limits.memory, now: now)
  }

  /// Hears the program until it has ended, and ends what it has left behind.
  mutating func follow() throws -> ProgramOutcome {
    while !ending.isOver {
      let ready = wait()
      for index in streams.indices where ready[index] { try read(index) }
      if ready[2] { hear() }
      if !ending.isOver { look() }
    }
    try drain()
    try endTheRest()
    try log.flush()
    return ProgramOutcome(
      ending.end(log.lastLines), lastLines: log.lastLines, coreSeconds: coreSeconds)
  }

  /// Which of output, errors and news have something to say.
  private func wait() -> [Bool] {
    var polled = (streams.map { $0.isOpen ? $0.descriptor : -1 } + [keeper.news]).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    guard poll(&polled, 3, Int32(Self.tick * 1000)) > 0 else { return [false, false, false] }
    return polled.map { $0.revents != 0 }
  }
}

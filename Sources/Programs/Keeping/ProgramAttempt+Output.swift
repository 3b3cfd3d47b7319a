import Foundation

/// What the program writes.
extension ProgramAttempt {
  private static let chunk = 1 << 16

  /// Reads what there is; returns how many bytes it was.
  @discardableResult
  mutating func read(_ index: Int, most: Int = chunk) throws -> Int {
    let bytes = Self.bytes(of: streams[index].descriptor, most: most)
    time.hear(at: hooks.clock())
    if bytes.isEmpty {
      streams[index].isOpen = false
      return 0
    }
    // Taken out, not copied: it may hold a megabyte.
    var cutter = LineCutter()
    swap(&cutter, &streams[index].cutter)
    let hasMessages = streams[index].mayHaveMessages
    try cutter.cut(bytes) { try take($0, hasMessages) }
    swap(&cutter, &streams[index].cutter)
    try log.flush()
    return bytes.count
  }

  private mutating func take(_ line: OutputLine, _ mayHaveMessages: Bool) throws {
    if mayHaveMessages {
      defer { awaitsLineFeed = false }
      if awaitsLineFeed, line.text.isEmpty, line.ending == OutputLine.lineFeed { return }
    }
    if mayHaveMessages, line.isWhole {
      let reading = messages.read(line.text)
      try say(reading.messages)
      if reading.isTaken {
        awaitsLineFeed = line.ending == OutputLine.carriageReturn
        return
      }
    }
    log.add(line)
    if line.isWhole { try say(patterns.read(line.text)) }
  }

  /// What was written before a message stands before what is said of the message in the log.
  private mutating func say(_ messages: [ProgramMessage]) throws {
    guard !messages.isEmpty else { return }
    try log.flush()
    for message in messages { try hooks.take(message) }
  }

  /// Takes what the program had written when it ended. What its children write later is not its word.
  mutating func drain() throws {
    for index in streams.indices where streams[index].isOpen {
      var left: Int32 = 0
      guard ioctl(streams[index].descriptor, UInt(FIONREAD), &left) == 0 else { continue }
      while left > 0, streams[index].isOpen {
        left -= Int32(try read(index, most: min(Int(left), Self.chunk)))
      }
    }
    keeper.closeStreams()
    for index in streams.indices {
      var cutter = streams[index].cutter
      let hasMessages = streams[index].mayHaveMessages
      try cutter.finish { try take($0, hasMessages) }
    }
    log.endLine()
    try log.flush()
  }

  private static func bytes(of descriptor: Int32, most: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      var result = 0
      repeat {
        result = Foundation.read(descriptor, buffer.baseAddress, most)
      } while result < 0 && errno == EINTR
      count = max(0, result)
    }
  }
}

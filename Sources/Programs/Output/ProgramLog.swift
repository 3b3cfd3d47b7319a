import Foundation

/// What goes to a run's log, and the end of it.
struct ProgramLog {
  private static let mostLines = 20
  private static let longestLine = 300
  /// No 20 lines that are shown need more, unless some are very long; of those the end is shown.
  private static let tailSize = 1 << 16

  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var tail: [UInt8] = []
  private var endsInLine = false

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The last lines, for people.
  var lastLines: [String] {
    String(decoding: tail, as: UTF8.self).split(whereSeparator: \.isNewline)
      .suffix(Self.mostLines).map { String($0.prefix(Self.longestLine)) }
  }

  /// Adds a line as it came.
  mutating func add(_ line: OutputLine) {
    add(line.text)
    if let ending = line.ending { add(CollectionOfOne(ending)) }
  }

  /// Adds a line of ours.
  mutating func say(_ words: String) { add("\(words)\n".utf8) }

  /// Ends a line that the program did not, so that the next one begins at its beginning.
  mutating func endLine() {
    if endsInLine { add(CollectionOfOne(OutputLine.lineFeed)) }
  }

  /// Writes what was added.
  ///
  /// - Throws: ``ProgramError`` where the log cannot be written.
  mutating func flush() throws(ProgramError) {
    var rest = pending[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Self.error() }
      rest = rest.dropFirst(count)
    }
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func add(_ bytes: some Collection<UInt8>) {
    guard !bytes.isEmpty else { return }
    pending += bytes
    tail += bytes
    if tail.count > 2 * Self.tailSize { tail.removeFirst(tail.count - Self.tailSize) }
    endsInLine = tail.last != OutputLine.lineFeed
  }

  private static func error() -> ProgramError {
    let number = errno
    return ProgramError(
      "cannot write the run's log: \(String(cString: strerror(number)))",
      isWantOfResource: [ENOSPC, EDQUOT, EIO, EFBIG].contains(number))
  }
}

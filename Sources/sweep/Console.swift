import Foundation
import Reports
import Synchronization

/// Where words go: data to standard output, all else to standard error. Nobody else writes to
/// either.
///
/// What cannot be written stops no command. Of words it is dropped; of data it is remembered, so
/// that no command ends well without it.
enum Console {
  /// The system's number for what kept data from being written; 0 while all was.
  private static let trouble = Mutex<Int32>(0)

  /// Opens what is closed of the standard streams: else the store's file could get their number,
  /// and words would go into it. They are opened the wrong way round, so that using them fails.
  static func secureStreams() {
    for stream in Int32(0)...2 where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// Says data: exact in a pipe or a file, harmless on a terminal.
  static func data(_ text: String) {
    var text = isatty(1) == 1 ? CleanText.lines(text) : text
    text.withUTF8 { data(UnsafeRawBufferPointer($0)) }
  }

  /// Says data, a text in UTF-8.
  static func data(_ bytes: [UInt8]) {
    if isatty(1) == 1 { return data(String(decoding: bytes, as: UTF8.self)) }
    bytes.withUnsafeBytes { data($0) }
  }

  private static func data(_ bytes: UnsafeRawBufferPointer) {
    guard takesData else { return }
    let number = write(bytes, to: 1)
    if number != 0 { trouble.withLock { $0 = number } }
  }

  /// Whether more data can be said.
  static var takesData: Bool { trouble.withLock { $0 == 0 } }

  /// Why data was lost, in the system's words; `nil` where all was written, and where a pipe was
  /// closed by somebody who had read enough.
  ///
  /// To be asked last: some file systems refuse what they took only when it is closed.
  static func lossOfData() -> String? {
    let number = trouble.withLock { number in
      let copy = dup(1)
      if copy >= 0 && close(copy) != 0 && number == 0 { number = errno }
      return number
    }
    return number == 0 || number == EPIPE ? nil : String(cString: strerror(number))
  }

  /// Says something to a person, as a line. What it quotes steers no terminal.
  static func say(_ line: String) { sayAboveBoard(CleanText.lines(line) + "\n") }

  /// Writes to a terminal as it is.
  static func draw(_ text: String) { write(text, to: 2) }

  /// Whether a person looks at standard error and it can move the cursor.
  static var isInteractive: Bool {
    isatty(2) == 1 && (variable("TERM") ?? "dumb") != "dumb" && !isWatchedByMachine
  }

  /// Whether this is a continuous integration's machine, which keeps all that is written.
  private static var isWatchedByMachine: Bool {
    !["", "0", "false"].contains(variable("CI") ?? "")
  }

  /// Whether colours are wanted (no-color.org).
  static var wantsColor: Bool { isInteractive && (variable("NO_COLOR") ?? "").isEmpty }

  /// A variable of the environment.
  static func variable(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

  /// A file or folder that the environment names; an empty name names none.
  static func place(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    _ = text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  /// - Returns: 0, or the system's number for what was wrong.
  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = Foundation.write(descriptor, piece.baseAddress, piece.count)
      if count < 0 && (errno == EINTR || (errno == EAGAIN && waits(for: descriptor))) { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      rest = rest.dropFirst(count)
    }
    return 0
  }

  // Whoever shares the stream may have asked that nobody waits for it.
  private static func waits(for descriptor: Int32) -> Bool {
    var stream = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&stream, 1, -1) > 0 || errno == EINTR
  }
}

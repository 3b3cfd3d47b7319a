import Foundation

/// Where words go: data to standard output, all else to standard error.
///
/// A closed stream is no reason to stop: what cannot be said is dropped.
enum Console {
  /// Opens what is closed of the standard streams: else the store's file could get their number,
  /// and words would go into it.
  static func secureStreams() {
    for stream in Int32(0)...2 where fcntl(stream, F_GETFD) < 0 { _ = open("/dev/null", O_RDWR) }
  }

  /// Says data.
  static func data(_ text: String) { write(text, to: 1) }

  /// Says data, a text in UTF-8.
  static func data(_ bytes: [UInt8]) { bytes.withUnsafeBytes { write($0, to: 1) } }

  /// Says something to a person, as a line.
  static func say(_ line: String) { write(line + "\n", to: 2) }

  /// Writes to a terminal as it is.
  static func draw(_ text: String) { write(text, to: 2) }

  /// Whether a person looks at standard error and it can move the cursor.
  static var isInteractive: Bool {
    isatty(2) == 1 && (variable("TERM") ?? "dumb") != "dumb"
  }

  /// Whether colours are wanted (no-color.org).
  static var wantsColor: Bool { isInteractive && (variable("NO_COLOR") ?? "").isEmpty }

  /// Columns of the terminal.
  static var width: Int {
    var size = winsize()
    guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// A variable of the environment.
  static func variable(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = Foundation.write(descriptor, piece.baseAddress, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

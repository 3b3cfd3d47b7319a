import Foundation

extension Console {
  /// Columns of the terminal that data goes to; `nil` where it goes elsewhere, and is never cut.
  static var dataWidth: Int? { isatty(1) == 1 ? columns(of: 1) : nil }

  /// Columns of a terminal; of one that does not know them, what `COLUMNS` says, else 80.
  static func columns(of descriptor: Int32) -> Int {
    var size = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    return variable("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? 80
  }
}

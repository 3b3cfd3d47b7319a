import Foundation
import Running
import Synchronization

/// The board, in place on the terminal that words go to: whatever is said meanwhile stands above it.
extension Console {
  private struct Board {
    var writer: BoardWriter?
    var frame: BoardFrame?
    /// Whether the process is stopped by Ctrl-Z, and the terminal somebody else's.
    var isPaused = false
  }

  private static let board = Mutex(Board())

  /// Shows a frame.
  static func show(_ frame: BoardFrame, in size: TerminalSize, usesColor: Bool) {
    board.withLock { board in
      board.frame = frame
      guard !board.isPaused, isInForeground else { return }
      var writer = board.writer ?? BoardWriter(usesColor: usesColor)
      drawIfAny(writer.show(frame, in: size))
      board.writer = writer
    }
  }

  /// Takes the board away.
  static func endBoard() {
    board.withLock { board in
      drawIfAny(board.writer?.hide() ?? "")
      board = Board()
    }
  }

  /// Clears the terminal before this process is stopped, and shows the board again when it goes on.
  static func pauseBoard(_ isPaused: Bool) {
    board.withLock { board in
      board.isPaused = isPaused
      guard var writer = board.writer, let frame = board.frame else { return }
      if isPaused { drawIfAny(writer.hide()) }
      if !isPaused, isInForeground { drawIfAny(writer.show(frame, in: size)) }
      board.writer = writer
    }
  }

  static func sayAboveBoard(_ text: String) {
    board.withLock { draw($0.writer?.say(text) ?? text) }
  }

  // Of a job that was put into the background the terminal is its shell's.
  private static var isInForeground: Bool {
    let group = tcgetpgrp(2)
    return group < 0 || group == getpgrp()
  }

  private static func drawIfAny(_ text: String) { if !text.isEmpty { draw(text) } }

  /// How much the terminal that words go to shows; of one that does not know it, what `COLUMNS` and
  /// `LINES` say, else 80 by 24.
  static var size: TerminalSize {
    var size = winsize()
    let isKnown = ioctl(2, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0
    let rows = variable("LINES").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? 24
    return TerminalSize(columns: columns(of: 2), rows: isKnown ? Int(size.ws_row) : rows)
  }

  /// What the terminal can draw, by what its user says of characters.
  static var strokes: BoardStrokes {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { variable($0) }
      .first { !$0.isEmpty }
    let name = (locale ?? "").lowercased()
    return BoardStrokes(isUnicode: name.contains("utf-8") || name.contains("utf8"))
  }
}

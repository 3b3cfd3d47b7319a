import Foundation
import TestSupport
import Testing

@testable import Running

/// What is written, applied by a terminal, is the frame.
@Suite(.timeLimit(.minutes(60))) struct BoardWriterTests {
  private let strokes = BoardStrokes(isUnicode: true)

  /// A writer and its terminal.
  private struct Screen {
    var writer = BoardWriter(usesColor: true)
    var terminal: TestTerminal
    var frame = BoardFrame()

    init(_ size: TerminalSize, breaksAnew: Bool = true) {
      terminal = TestTerminal(
        columns: size.columns, rows: size.rows, breaksAnew: breaksAnew,
        width: { DisplayWidth.of($0) })
    }

    @discardableResult mutating func show(_ state: BoardState) -> Int {
      let size = TerminalSize(columns: terminal.columns, rows: terminal.rows)
      frame = BoardFrame(state, in: size, BoardStrokes(isUnicode: true))
      let text = writer.show(frame, in: size)
      terminal.write(text)
      return text.utf8.count
    }

    /// The frame's lines as they should stand.
    var wanted: [String] {
      var lines = frame.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
      while lines.last == "" { lines.removeLast() }
      return lines
    }

    /// Whether the screen has the frame, nothing below it, and above it only what was said.
    func isRight(_ place: String) {
      #expect(terminal.fromCursor == wanted, "\(place)")
      let above = terminal.screen.dropLast(terminal.fromCursor.count)
      #expect(above.allSatisfy { $0.hasPrefix("said") || $0.isEmpty }, "\(place): \(above)")
      #expect(terminal.column == 0 && terminal.showsCursor && terminal.unknown.isEmpty)
    }
  }

  @Test(arguments: [true, false]) func resizingLeavesNoGhosts(_ breaksAnew: Bool) {
    var screen = Screen(.usual, breaksAnew: breaksAnew)
    screen.terminal.write("said\n")
    screen.show(.example())
    for columns in [40, 25, 120, 60, 80, 10, 20] {
      screen.terminal.resize(columns: columns, rows: 24)
      screen.show(.example())
      screen.isRight("\(columns)")
    }
  }

  @Test(arguments: 0..<40) func whateverComesTheScreenIsTheFrame(_ seed: Int) {
    var random = Numbers(state: UInt64(seed))
    var screen = Screen(.usual, breaksAnew: seed % 2 == 0)
    for step in 0..<60 {
      switch random.below(5) {
      case 0:
        // Not so much narrower that the board, broken anew, is higher than the screen.
        let columns = max(screen.terminal.columns / 2, 8 + random.below(150))
        screen.terminal.resize(columns: columns, rows: 24)
      case 1: screen.terminal.write(screen.writer.say("said \(step)\n"))
      case 2: screen.terminal.write(screen.writer.hide())
      default: break
      }
      let labels = ["short", "手書き文字🙂", String(repeating: "long", count: 30), "e\u{301}"]
      let (runs, shift) = (random.below(8), random.below(4))
      var state = BoardState.example(runs: runs, failures: random.below(3)) {
        labels[($0 + shift) % 4]
      }
      state.share = Double(random.below(100)) / 100
      screen.show(state)
      screen.isRight("step \(step)")
    }
  }

  @Test func aBoardAtTheLastLineMakesRoom() {
    var screen = Screen(TerminalSize(columns: 80, rows: 10))
    for line in 0..<20 { screen.terminal.write("said \(line)\n") }
    for runs in [1, 3, 5, 2, 9] {
      screen.show(.example(runs: runs, failures: 0))
      screen.isRight("\(runs) runs")
    }
  }

  @Test func nothingIsWrittenWhereNothingChanged() {
    var screen = Screen(.usual)
    let first = screen.show(.example())
    #expect(screen.show(.example()) == 0)
    var state = BoardState.example()
    state.runs[0].step += 1
    #expect((1..<first / 3).contains(screen.show(state)), "one cell is not the whole board")
    screen.isRight("one cell")
  }

  @Test func whatIsSaidStandsAboveAndStays() {
    var screen = Screen(.usual)
    screen.show(.example())
    screen.terminal.write(screen.writer.say("said one\n"))
    screen.terminal.write(screen.writer.say("said two\n"))
    screen.isRight("said")
    screen.terminal.write(screen.writer.hide())
    #expect(screen.terminal.screen == ["said one", "said two"])
    #expect(screen.writer.say("plain\n") == "plain\n")
  }

  @Test func theCursorIsHiddenOnlyWhileAFrameIsWritten() {
    var writer = BoardWriter(usesColor: true)
    let frame = BoardFrame(.example(), in: .usual, strokes)
    for text in [writer.show(frame, in: .usual), writer.say("x\n")] {
      #expect(text.contains("\u{1B}[?25l"))
      #expect(text.hasSuffix("\u{1B}[?25h\u{1B}[?2026l"))
    }
  }

  @Test func withoutColoursThereAreNone() {
    var writer = BoardWriter(usesColor: false)
    let text = writer.show(BoardFrame(.example(), in: .usual, strokes), in: .usual)
    #expect(!text.contains("m\(BoardState.example().sweep.text)") && !text.contains("\u{1B}[1m"))
  }
}

/// Numbers that are the same each time.
private struct Numbers {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}

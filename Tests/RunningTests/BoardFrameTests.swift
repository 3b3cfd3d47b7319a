import Foundation
import TestSupport
import Testing

@testable import Running

/// What a board shows, and that it keeps to its terminal.
@Suite(.timeLimit(.minutes(60))) struct BoardFrameTests {
  private func text(
    _ state: BoardState, _ columns: Int = 80, _ rows: Int = 24, unicode: Bool = true
  ) -> String {
    BoardFrame(
      state, in: TerminalSize(columns: columns, rows: rows), BoardStrokes(isUnicode: unicode)
    ).text
  }

  private static let sizes = [
    (80, 24), (40, 20), (200, 60), (60, 24), (120, 24), (25, 10), (10, 6), (1, 1), (3, 2), (80, 4),
  ]

  @Test(arguments: [(80, 24), (40, 20), (200, 60), (25, 10), (10, 6)])
  func theBoardLooksAsItDid(_ columns: Int, _ rows: Int) throws {
    var page = ""
    for state in Self.states { page += text(state, columns, rows) + "--\n" }
    let found = try Snapshot("board-\(columns)x\(rows).txt").differences(from: page)
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  @Test func withoutUnicodeTheBoardIsOfASCII() throws {
    let page = text(.example(), unicode: false)
    let found = try Snapshot("board-ascii.txt").differences(from: page)
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    #expect(page.utf8.allSatisfy { $0 < 0x80 })
  }

  private static var states: [BoardState] {
    var search = BoardState.example(runs: 2, failures: 0)
    search.stage = BoardText("round 1 of 3, rung 2 of 4: 9 trials to epoch 30; 4 of 9 done")
    return [
      .example(), .example(runs: 100, failures: 5), .example(runs: 2, failures: 0, left: nil),
      search, beginning, queued, wide,
    ]
  }

  private static var beginning: BoardState {
    var state = BoardState(sweep: BoardText("paper"))
    state.total = 10
    return state
  }

  private static var queued: BoardState {
    var state = BoardState.example(runs: 3, failures: 0)
    state.runs[0].place = BoardText("node17")
    state.runs[2].state = .queued
    return state
  }

  private static var wide: BoardState {
    .example(runs: 3, failures: 0) { ["手書き文字,种子=1", "e\u{301}tude 👩‍👩‍👧 🇩🇪", "a"][$0] }
  }

  @Test(arguments: sizes) func noFrameIsLargerThanItsTerminal(_ columns: Int, _ rows: Int) {
    let size = TerminalSize(columns: columns, rows: rows)
    for state in Self.states + [Self.hostile] {
      let frame = BoardFrame(state, in: size, BoardStrokes(isUnicode: true))
      #expect(frame.lines.count <= max(1, rows - 1))
      for line in frame.lines {
        #expect(BoardFrame.width(line) <= max(1, columns - 1), "\(columns)x\(rows): \(line)")
        for span in line { #expect(span.width == DisplayWidth.of(span.text), "\(span)") }
      }
    }
  }

  @Test(arguments: [80, 60, 40, 25, 20, 12, 10])
  func theTimeLeftIsNeverCut(_ columns: Int) {
    for count in [1, 3, 40] {
      let lines = text(.example(runs: count, label: { "a/very/long/label,\($0)" }), columns)
        .split(separator: "\n")
      let times = ["1 min 40 s left", "1m40s"]
      let runs = lines.filter { line in times.contains { line.hasSuffix($0) } }
      #expect(runs.count >= min(count, 15), "\(lines)")
      let ends = ["3 min 20 s left", "3m20s", "3m20s left"]
      #expect(lines.contains { line in ends.contains { line.hasSuffix($0) } })
    }
  }

  @Test func moreRunsThanLinesAreCounted() {
    let lines = text(.example(runs: 30, failures: 0), 80, 21).split(separator: "\n")
    #expect(lines.count == 20)
    #expect(lines.last == "  and 13 more")
    #expect(!text(.example(runs: 18, failures: 0), 80, 21).contains("more"))
  }

  @Test func beforeTheFirstNumberItSaysWhatItWaitsFor() {
    var state = BoardState.example(runs: 1, failures: 0, left: nil)
    (state.runs[0].values, state.runs[0].loss, state.runs[0].step) = ([], nil, 0)
    #expect(text(state).contains("time left: measuring"))
    #expect(text(state).contains("starting"))
    state.runs[0].loss = 12.5
    #expect(text(state).contains("loss 12.5"))
    (state.runs[0].loss, state.runs[0].step) = (nil, 1)
    #expect(text(state).contains("measuring\n"))
    #expect(text(Self.beginning).contains("waiting for the first run to start"))
  }

  @Test func noTimeIsLeftOnlyAtTheEnd() {
    var state = BoardState.example(runs: 1, failures: 0, left: 0.02)
    #expect(text(state).contains("1 s left") && !text(state).contains("0.0"))
    #expect(text(state, 25).contains("1s"))
    state.share = 1
    #expect(text(state).contains("99 %"))
    state.runs[0].step = 300
    #expect(text(state).contains("finishing"))
  }

  @Test func theCommandToLookIsWholeOrNotThere() {
    for columns in 10...120 {
      let page = text(.example(), columns)
      let commands = ["sweep logs paper/cnn_ae,seed=0\n", "sweep logs 3f2a91bc\n"]
      let isWhole = commands.contains { page.contains($0) }
      #expect(isWhole || (columns < 22 && !page.contains("sweep l")), "\(columns): \(page)")
    }
  }

  @Test func aLabelThatAShellWouldTakeOtherwiseIsNamedByItsId() {
    for label in ["a; rm -rf ~", "$(x)", "a b", "'", String(repeating: "x", count: 50), "手"] {
      let failed = BoardState.Failed("paper", label: label, id: "3f2a91bc77", cause: "x\ny")
      #expect(failed.look == "sweep logs 3f2a91bc")
      #expect(failed.cause.text == "x")
    }
  }

  private static var hostile: BoardState {
    let labels = [
      "\u{1B}[2J\u{1B}]0;title\u{7}", "\u{202E}evil\u{2066}", "<script>", "\u{0}\r\n\t",
      String(repeating: "x", count: 10_000), String(repeating: "手", count: 4_000),
      "Z" + String(repeating: "\u{301}", count: 9_000), "\u{9B}31m",
    ]
    var state = BoardState.example(runs: labels.count, failures: 3) { labels[$0] }
    state.sweep = BoardText(labels[0])
    state.failures = labels.map {
      BoardState.Failed("paper", label: $0, id: "3f2a91bc77", cause: $0 + $0)
    }
    for (index, value) in [Double.nan, .infinity, 1e300, -1e300, 0].enumerated() {
      state.runs[index].values = [1, value, -value, value]
      (state.runs[index].rate, state.runs[index].left) = (value, value)
      (state.runs[index].loss, state.runs[index].share) = (value, value)
    }
    (state.left, state.share) = (.infinity, .nan)
    return state
  }

  @Test(arguments: sizes) func nothingThatRunsSaySteersATerminal(_ columns: Int, _ rows: Int) {
    for scalar in text(Self.hostile, columns, rows).unicodeScalars where scalar != "\n" {
      #expect(!(0..<0x20).contains(scalar.value) && !(0x7F..<0xA0).contains(scalar.value))
      #expect(!(0x202A...0x202E).contains(scalar.value))
      #expect(!(0x2066...0x2069).contains(scalar.value))
    }
  }

  @Test func charactersTakeTheColumnsThatTerminalsGiveThem() {
    let widths = [
      ("a", 1), ("é", 1), ("e\u{301}", 1), ("手", 2), ("가", 2), ("ｱ", 1), ("Ａ", 2), ("🙂", 2),
      ("…", 1), ("█", 1), ("\u{1112}\u{1161}", 2), ("›", 1), ("א", 1), ("☃", 1), ("⌚", 2),
    ]
    for (text, width) in widths { #expect(DisplayWidth.of(text) == width, "\(text)") }
    #expect(BoardText("👩‍👩‍👧").width == 6, "joined pictures are shown one by one")
    #expect(BoardText("手書き文字").shortened(to: 6).width <= 6)
    #expect(BoardText("abcdefgh").shortened(to: 5).text == "ab…gh")
  }
}

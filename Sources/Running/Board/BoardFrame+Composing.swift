extension BoardFrame {
  /// Puts a state on a terminal: never more lines than it has but one, nor wider than it is.
  ///
  /// - Parameters:
  ///   - state: What is shown.
  ///   - size: Of the terminal.
  ///   - strokes: What it can show.
  package init(_ state: BoardState, in size: TerminalSize, _ strokes: BoardStrokes) {
    let composer = BoardComposer(
      state: state, width: max(1, size.columns - 1), rows: max(1, size.rows - 1), strokes: strokes)
    lines = composer.lines
  }
}

/// Puts the parts of a board together.
struct BoardComposer {
  let state: BoardState
  let width: Int
  let rows: Int
  let strokes: BoardStrokes

  /// What says most stands where it is shown on the smallest of terminals.
  var lines: [BoardFrame.Line] {
    let head = rows < 3 ? [summary] : [bar, summary]
    let stage = rows < 8 ? [] : stageLines
    let failures = rows < 5 ? [] : failureLines(most: max(1, (rows - 4) / 5))
    let room = rows - head.count - stage.count - failures.count
    let table = BoardRunTable(state.runs, width: width, rows: room, strokes: strokes)
    return (head + stage + (table.lines.isEmpty ? waiting : table.lines) + failures).map(fitting)
  }

  private var bar: BoardFrame.Line {
    let percent = state.left == nil && state.share == 0 ? "" : "  \(percentage) %"
    let name = state.sweep.shortened(to: max(4, width / 3))
    let columns = width - name.width - 2 - percent.utf8.count
    guard columns >= 4 else { return [BoardFrame.Span(name, .bold)] }
    let strokes = strokes.bar(state.share, width: columns)
    return [
      BoardFrame.Span(name, .bold), BoardFrame.spaces(2),
      BoardFrame.Span(strokes.filled, width: strokes.filled.count, .good),
      BoardFrame.Span(strokes.rest, width: strokes.rest.count, .dim), BoardFrame.Span(percent),
    ]
  }

  // What is not done is never all of it.
  private var percentage: Int {
    let share = BoardStrokes.percent(state.share)
    return state.done + state.failed < state.total ? min(99, share) : share
  }

  /// The counts and the end; of both the end is cut last.
  private var summary: BoardFrame.Line {
    let (counts, ends) = (counts, ends)
    // Whole words of both, then short ones of the one, then of the other.
    let pairs =
      counts.prefix(2).flatMap { count in ends.prefix(2).map { (count, $0) } }
      + counts.dropFirst(2).flatMap { count in ends.dropFirst().map { (count, $0) } }
    let pair = pairs.first { $0.0.utf8.count + 2 + $0.1.utf8.count <= width }
    guard let pair else { return [BoardFrame.Span(ends.last ?? "", .bold)] }
    return [span(pair.0), BoardFrame.Span("  "), BoardFrame.Span(pair.1, .bold)]
  }

  private func span(_ counts: String) -> BoardFrame.Span {
    BoardFrame.Span(counts, state.failed > 0 ? .bad : .plain)
  }

  /// Of the sweep, the longest first.
  private var counts: [String] {
    let (done, failed) = (state.done, state.failed)
    let left = max(0, state.total - done - failed)
    let diverged = state.diverged > 0 ? " (\(state.diverged) diverged)" : ""
    let parts =
      ["\(done) of \(state.total) runs done\(diverged)"] + (failed > 0 ? ["\(failed) failed"] : [])
      + ["\(left) left"]
    let short = failed > 0 ? ", \(failed) failed" : ""
    return [
      parts.joined(separator: ", "), "\(done) of \(state.total) done\(short), \(left) left",
      "\(done)/\(state.total)\(short)", "\(done)/\(state.total)",
    ]
  }

  /// When all is done, the longest words first.
  private var ends: [String] {
    guard let left = state.left else {
      return ["time left: measuring", "measuring"]
    }
    let (span, short) = (ProgressText.timeLeft(left), BoardTime.short(left))
    guard let clock = state.ends else { return [span, "\(short) left", short] }
    return [
      "ends at about \(clock), \(span)", "ends \(clock), \(span)", "\(clock), \(span)",
      "\(short) left", short,
    ]
  }

  private var waiting: [BoardFrame.Line] {
    let isOver = state.done + state.failed >= state.total || rows < 3
    return isOver ? [] : [[BoardFrame.Span("  waiting for the first run to start", .dim)]]
  }

  private var stageLines: [BoardFrame.Line] {
    state.stage.map { [[BoardFrame.Span($0.shortened(to: width))]] } ?? []
  }

  private func failureLines(most: Int) -> [BoardFrame.Line] {
    state.failures.suffix(most).flatMap(lines)
  }

  /// A failure: the command is never cut, but where it fits nowhere.
  private func lines(_ failure: BoardState.Failed) -> [BoardFrame.Line] {
    let fits = failure.look.utf8.count + 2 <= width
    let look = BoardFrame.Span(fits ? failure.look : failure.shortLook, .bold)
    let label = failure.label.shortened(to: max(6, width / 4))
    let room = width - 8 - label.width - 2
    let head = [BoardFrame.Span("failed  ", .bad), BoardFrame.Span(label), BoardFrame.spaces(2)]
    let least = min(failure.cause.width, 24)
    guard room - 2 - look.width >= least else {
      return [head + [BoardFrame.Span(failure.cause.shortened(to: room))]]
        + (look.width + 2 <= width ? [[BoardFrame.spaces(2), look]] : [])
    }
    let cause = failure.cause.shortened(to: room - 2 - look.width)
    return [head + [BoardFrame.Span(cause), BoardFrame.spaces(2), look]]
  }

  /// A line that is too wide after all, cut.
  private func fitting(_ line: BoardFrame.Line) -> BoardFrame.Line {
    var (kept, left) = (BoardFrame.Line(), width)
    for span in line where left > 0 && span.width > 0 {
      let cut =
        span.width <= left
        ? span : BoardFrame.Span(BoardText(span.text).shortened(to: left), span.look)
      kept.append(strokes.plain(cut))
      left -= span.width
    }
    return kept
  }
}

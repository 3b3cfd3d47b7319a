import Reports

/// The runs that are on, a line each, in columns that all of them share.
struct BoardRunTable {
  /// What a column shows; the first ones go first where there is too little room.
  private enum Column: Int, CaseIterable {
    case loss, place, rate, curve, value, step
  }

  private let runs: ArraySlice<BoardState.Run>
  private let hidden: Int
  private let width: Int
  private let strokes: BoardStrokes
  private var isNarrow: Bool { width < 60 }

  // Of names that are longer, other columns go only to keep so much.
  private static let leastLabel = 16
  private static let tinyLabel = 8
  private static let margin = 2

  /// - Parameters:
  ///   - runs: All of them.
  ///   - width: Columns that lines may have.
  ///   - rows: Lines that there may be.
  init(_ runs: [BoardState.Run], width: Int, rows: Int, strokes: BoardStrokes) {
    let shown = runs.count <= rows ? runs.count : max(0, rows - 1)
    self.runs = runs.prefix(shown)
    hidden = rows > 0 ? runs.count - shown : 0
    self.width = width
    self.strokes = strokes
  }

  var lines: [BoardFrame.Line] {
    let cells = runs.map(cells)
    let times = runs.map(time)
    let widths = Column.allCases.map { column in cells.map { $0[column.rawValue].width }.max() ?? 0
    }
    let layout = layout(widths, time: times.map(\.utf8.count).max() ?? 0)
    let rest =
      hidden == 0 ? [] : [[BoardFrame.spaces(layout.margin), BoardFrame.Span(more, .dim)]]
    return zip(runs, zip(cells, times)).map { run, texts in
      line(run.label, texts.0, texts.1, widths, layout)
    } + rest
  }

  private var more: String { runs.isEmpty ? "\(hidden) runs" : "and \(hidden) more" }

  /// How the columns are laid out.
  private struct Layout {
    var margin: Int
    var label: Int
    var columns: Set<Column>
  }

  private func layout(_ widths: [Int], time: Int) -> Layout {
    let longest = runs.map(\.label.width).max() ?? 0
    var shown = Set(Column.allCases.filter { widths[$0.rawValue] > 0 })
    let margin = width < 30 ? 0 : Self.margin
    let gap = width < 30 ? 1 : 2
    func room() -> Int {
      width - margin - time - gap - shown.reduce(0) { $0 + widths[$1.rawValue] + 2 }
    }
    for column in Column.allCases {
      let wanted = column == .value || column == .step ? Self.tinyLabel : Self.leastLabel
      if room() < min(longest, wanted) { shown.remove(column) }
    }
    return Layout(margin: margin, label: max(0, min(longest, room())), columns: shown)
  }

  private func line(
    _ label: BoardText, _ cells: [BoardFrame.Span], _ time: String, _ widths: [Int],
    _ layout: Layout
  ) -> BoardFrame.Line {
    let label = label.shortened(to: layout.label)
    var line = [
      BoardFrame.spaces(layout.margin), BoardFrame.Span(label),
      BoardFrame.spaces(layout.label - label.width),
    ]
    for column in [Column.step, .loss, .value, .curve, .rate, .place]
    where layout.columns.contains(column) {
      let cell = cells[column.rawValue]
      let space = widths[column.rawValue] - cell.width
      let isNumber = column == .rate
      line += [BoardFrame.spaces(2 + (isNumber ? space : 0)), cell]
      if !isNumber { line.append(BoardFrame.spaces(space)) }
    }
    return line + [BoardFrame.spaces(width < 30 ? 1 : 2), BoardFrame.Span(time)]
  }

  /// A run's cells, by the columns' numbers.
  private func cells(_ run: BoardState.Run) -> [BoardFrame.Span] {
    Column.allCases.map { cell($0, run) }
  }

  private func cell(_ column: Column, _ run: BoardState.Run) -> BoardFrame.Span {
    switch column {
    case .loss: BoardFrame.Span(loss(run))
    case .place: BoardFrame.Span(run.place?.shortened(to: 16) ?? BoardText(""), .dim)
    case .rate: BoardFrame.Span(rate(run), .dim)
    case .curve: curve(run)
    case .value: BoardFrame.Span(value(run))
    case .step: BoardFrame.Span(step(run))
    }
  }

  private func loss(_ run: BoardState.Run) -> String {
    guard width >= 100, !run.values.isEmpty, let loss = run.loss else { return "" }
    return "loss \(ShortNumber.text(loss))"
  }

  private func rate(_ run: BoardState.Run) -> String {
    guard run.rate > 0, run.rate < 1e15 else { return "" }
    let number = run.rate < 10 ? ShortNumber.text(run.rate) : "\(Int(run.rate.rounded()))"
    return "\(number) \(run.rateUnit)"
  }

  private func curve(_ run: BoardState.Run) -> BoardFrame.Span {
    guard run.values.count > 1 else { return BoardFrame.Span("") }
    let columns = width < 100 ? 8 : 16
    return BoardFrame.Span(strokes.curve(run.values, width: columns), width: columns)
  }

  /// Its headline; before there is one, its loss, else what is waited for.
  private func value(_ run: BoardState.Run) -> String {
    if run.state == .queued { return "" }
    if let value = run.values.last { return named(run.metric, value) }
    if let loss = run.loss { return named("loss", loss) }
    return run.isSilent ? "starting" : "measuring"
  }

  private func named(_ name: String, _ value: Double) -> String {
    let number = ShortNumber.text(value)
    return isNarrow || name.isEmpty ? number : "\(BoardText(name).shortened(to: 16).text) \(number)"
  }

  private func step(_ run: BoardState.Run) -> String {
    if run.state == .queued { return "queued" }
    guard let steps = run.steps else {
      return run.share.map { "\(BoardStrokes.percent($0)) %" }
        ?? "\(isNarrow ? "" : "\(run.unit) ")\(run.step)"
    }
    let (done, all) = ("\(run.step)", "\(steps)")
    let space = String(repeating: " ", count: max(0, all.count - done.count))
    return "\(isNarrow ? "" : "\(run.unit) ")\(space)\(done)/\(all)"
  }

  private func time(_ run: BoardState.Run) -> String {
    if run.state == .queued { return "" }
    if run.isFinishing { return isNarrow ? "ending" : "finishing" }
    guard let left = run.left else { return isNarrow ? "?" : "measuring" }
    return isNarrow ? BoardTime.short(left) : ProgressText.timeLeft(left)
  }
}

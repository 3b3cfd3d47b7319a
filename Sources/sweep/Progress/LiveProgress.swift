import Experiments
import Running
import Scheduling

/// A line per running run and one for the sweep, redrawn in place.
struct LiveProgress: ProgressView {
  private var tally: Tally
  private var drawn = 0
  private let usesColor: Bool

  init(_ tally: Tally, usesColor: Bool) {
    self.tally = tally
    self.usesColor = usesColor
  }

  var running: Int { tally.running.count }

  mutating func show(_ scheduled: ScheduledEvent, now: Double) {
    tally.take(scheduled, now: now)
    switch scheduled.event {
    case .warning(let message): say("\(scheduled.run.label): warning: \(message)")
    case .ended(let end):
      let words = end.words(isProgram: !tally.manifest.takesData)
      say("\(scheduled.run.label): \(words)\(scheduled.willRetry ? "; trying again" : "")")
    default: break
    }
  }

  mutating func tick(now: Double) {
    let width = tally.running.values.map { $0.run.label.count }.max() ?? 0
    let runs = tally.running.values.sorted { $0.run.label < $1.run.label }.prefix(20)
    let forecast = tally.forecast(now: now)
    var lines = runs.map { run in
      let left = tally.isKnown ? tally.secondsLeft(of: run, forecast, now: now) : nil
      return ProgressText.line(run, tally.manifest, labelWidth: width, left: left)
    }
    lines.append(ProgressText.summary(tally, now: now))
    draw(lines)
  }

  mutating func say(_ line: String) {
    clear()
    Console.say(line)
  }

  mutating func finish() { clear() }

  private mutating func draw(_ lines: [String]) {
    let columns = Console.width - 1
    let text = lines.enumerated().map { index, line in
      let cut = String(line.prefix(columns))
      return usesColor && index == lines.count - 1 ? "\u{1B}[1m\(cut)\u{1B}[0m" : cut
    }
    let start = drawn > 0 ? "\u{1B}[\(drawn)A\r" : ""
    Console.draw(start + text.map { "\u{1B}[2K\($0)\n" }.joined() + "\u{1B}[J")
    drawn = lines.count
  }

  private mutating func clear() {
    if drawn > 0 { Console.draw("\u{1B}[\(drawn)A\r\u{1B}[J") }
    drawn = 0
  }
}

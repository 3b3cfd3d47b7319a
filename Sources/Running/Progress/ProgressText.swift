import Experiments
import Reports

/// Pieces of progress lines.
package enum ProgressText {
  /// One running run: label, epoch, loss, rate, time left.
  ///
  /// - Parameter left: The least and the most seconds until it is done.
  package static func line(
    _ run: Tally.Running, _ manifest: Manifest, labelWidth: Int, left: ClosedRange<Double>?
  ) -> String {
    var parts = ["\(padded(run.run.label, labelWidth))  \(place(run))"]
    if let loss = run.loss { parts.append("loss \(number(loss))") }
    if let value = run.headline, let name = manifest.headline {
      // Of ours there is one name for it, which is long.
      parts.append("\(manifest.takesData ? "test" : name.rawValue) \(number(value))")
    }
    if run.rate > 0 { parts.append("\(Int(run.rate.rounded())) seq/s") }
    if let left { parts.append(run.left > 0 ? timeLeft(left) : "finishing") }
    return parts.joined(separator: "  ")
  }

  /// Where a run is: its epoch of how many, else its share, else its step.
  private static func place(_ run: Tally.Running) -> String {
    guard run.hasBudget else {
      return run.said.map { "\(Int(100 * $0)) %" } ?? "step \(run.epoch)"
    }
    let epochs = "\(run.kind.epochs)"
    let space = String(repeating: " ", count: max(0, epochs.count - "\(run.epoch)".count))
    return "epoch \(space)\(run.epoch)/\(epochs)"
  }

  /// The sweep as a whole.
  package static func summary(_ tally: Tally, now: Double) -> String {
    var parts = ["\(tally.ended)/\(tally.total) runs"]
    if tally.diverged > 0 { parts.append("\(tally.diverged) diverged") }
    if tally.failed > 0 { parts.append("\(tally.failed) failed") }
    if tally.ended < tally.total, let range = tally.forecast(now: now).knownRange {
      parts.append(isOne(range) ? "about \(timeLeft(range))" : timeLeft(range))
    }
    return parts.joined(separator: ", ")
  }

  /// `1 min 20 s left`; never none, before it is the end.
  package static func timeLeft(_ seconds: Double) -> String {
    let whole = max(1, seconds.rounded())
    return "\(whole < 60 ? "\(Int(whole)) s" : DurationText.words(whole)) left"
  }

  /// The same where only bounds are known: `about 4 to 9 min left`.
  package static func timeLeft(_ range: ClosedRange<Double>) -> String {
    isOne(range) ? timeLeft(range.upperBound) : "\(DurationText.about(range)) left"
  }

  /// Whether bounds are as good as one number.
  static func isOne(_ range: ClosedRange<Double>) -> Bool {
    range.upperBound <= max(1.5, 1.01 * range.lowerBound)
  }

  /// Four significant digits.
  package static func number(_ value: Double) -> String { ShortNumber.text(value) }

  /// A run's value, with the step it is of where the run is past that.
  ///
  /// - Parameter unit: What a step is called.
  package static func headline(
    _ value: Double?, of epoch: Int?, at last: Int?, unit: String = "epoch"
  ) -> String {
    guard let value else { return "-" }
    guard let epoch, epoch != last else { return number(value) }
    return "\(number(value)) (\(unit) \(epoch))"
  }

  /// A text made longer by spaces.
  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

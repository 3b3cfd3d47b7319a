import Reports

/// Pieces of progress lines.
enum ProgressText {
  /// One running run: label, epoch, loss, rate, time left.
  ///
  /// - Parameter left: Seconds until it is done.
  static func line(_ run: Tally.Running, labelWidth: Int, left: Double) -> String {
    let epochs = "\(run.run.configuration.train.epochs)"
    let label = padded(run.run.label, labelWidth)
    let epoch = String(repeating: " ", count: max(0, epochs.count - "\(run.epoch)".count))
    var parts = ["\(label)  epoch \(epoch)\(run.epoch)/\(epochs)"]
    if let loss = run.loss { parts.append("loss \(number(loss))") }
    if let test = run.testMSE { parts.append("test \(number(test))") }
    if run.rate > 0 { parts.append("\(Int(run.rate.rounded())) seq/s") }
    parts.append(run.left > 0 ? timeLeft(left) : "finishing")
    return parts.joined(separator: "  ")
  }

  /// The sweep as a whole.
  static func summary(_ tally: Tally, now: Double) -> String {
    var parts = ["\(tally.ended)/\(tally.total) runs"]
    if tally.diverged > 0 { parts.append("\(tally.diverged) diverged") }
    if tally.failed > 0 { parts.append("\(tally.failed) failed") }
    if tally.ended < tally.total {
      parts.append("about \(timeLeft(tally.forecast(now: now).seconds))")
    }
    return parts.joined(separator: ", ")
  }

  /// `1 min 20 s left`; never none, before it is the end.
  static func timeLeft(_ seconds: Double) -> String {
    let whole = max(1, seconds.rounded())
    return "\(whole < 60 ? "\(Int(whole)) s" : DurationText.words(whole)) left"
  }

  /// Four significant digits.
  static func number(_ value: Double) -> String { ShortNumber.text(value) }

  /// A run's value, with the epoch it is of where the run is past that.
  static func headline(_ value: Double?, of epoch: Int?, at last: Int?) -> String {
    guard let value else { return "-" }
    guard let epoch, epoch != last else { return number(value) }
    return "\(number(value)) (epoch \(epoch))"
  }

  /// A text made longer by spaces.
  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

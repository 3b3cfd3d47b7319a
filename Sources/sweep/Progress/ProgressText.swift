import Foundation

/// Pieces of progress lines.
enum ProgressText {
  /// One running run: label, epoch, loss, rate, time left.
  static func line(_ run: Tally.Running, labelWidth: Int) -> String {
    let epochs = "\(run.run.configuration.train.epochs)"
    let label = padded(run.run.label, labelWidth)
    let epoch = String(repeating: " ", count: max(0, epochs.count - "\(run.epoch)".count))
    var parts = ["\(label)  epoch \(epoch)\(run.epoch)/\(epochs)"]
    if let loss = run.loss { parts.append("loss \(number(loss))") }
    if let test = run.testMSE { parts.append("test \(number(test))") }
    if run.rate > 0 { parts.append("\(Int(run.rate.rounded())) seq/s") }
    if let left = run.secondsLeft { parts.append("\(DurationText.words(left)) left") }
    return parts.joined(separator: "  ")
  }

  /// The sweep as a whole.
  static func summary(_ tally: Tally, now: Double) -> String {
    var parts = ["\(tally.ended)/\(tally.total) runs"]
    if tally.diverged > 0 { parts.append("\(tally.diverged) diverged") }
    if tally.failed > 0 { parts.append("\(tally.failed) failed") }
    if let left = tally.secondsLeft(now: now), left > 0, tally.ended < tally.total {
      parts.append("about \(DurationText.words(left)) left")
    }
    return parts.joined(separator: ", ")
  }

  /// Four significant digits.
  static func number(_ value: Double) -> String {
    value.isFinite ? fourDigits(value) ?? String(format: "%.4g", value) : "\(value)"
  }

  // As `%.4g`, several times faster, for lists of many runs. `nil` where it might differ: beyond
  // the usual sizes, and where the fifth digit is so near a half that the last bit may decide.
  private static func fourDigits(_ value: Double) -> String? {
    guard value >= 0.001, value < 999.9 else { return nil }
    let places =
      value < 0.01 ? 6 : value < 0.1 ? 5 : value < 1 ? 4 : value < 10 ? 3 : value < 100 ? 2 : 1
    let scaled = value * tens[places]
    let whole = scaled.rounded(.down)
    guard abs(scaled - whole - 0.5) > 1e-6, scaled < 9999 else { return nil }
    var (digits, left) = (Int(scaled - whole > 0.5 ? whole + 1 : whole), places)
    while left > 0, digits % 10 == 0 { (digits, left) = (digits / 10, left - 1) }
    let (above, below) = digits.quotientAndRemainder(dividingBy: Int(tens[left]))
    guard left > 0 else { return String(above) }
    let fraction = String(below)
    return "\(above).\(String(repeating: "0", count: left - fraction.utf8.count))\(fraction)"
  }

  private static let tens: [Double] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]

  /// A text made longer by spaces.
  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

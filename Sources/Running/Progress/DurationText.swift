/// Durations for people.
package enum DurationText {
  /// `45 s`, `3 min 20 s`, `2 h 05 min`, `3 d 4 h`.
  package static func words(_ seconds: Double) -> String {
    guard abs(seconds) < 3e9 else { return "?" }
    if (0..<9.95).contains(seconds) { return tenths[Int((seconds * 10).rounded())] }
    let whole = Int(seconds.rounded())
    switch whole {
    case ..<60: return "\(whole) s"
    case ..<3600: return "\(whole / 60) min \(padded(whole % 60)) s"
    case ..<86400: return "\(whole / 3600) h \(padded(whole % 3600 / 60)) min"
    default: return "\(whole / 86400) d \(whole % 86400 / 3600) h"
    }
  }

  /// `about 20 s`, or where only bounds are known `about 4 to 9 min`, `up to 2 h`.
  package static func about(_ range: ClosedRange<Double>) -> String {
    let (least, most) = (range.lowerBound, range.upperBound)
    if most < 1 { return "less than a second" }
    if most <= least * 1.01 || most >= 3e9 { return "about \(words(most))" }
    return between(least, most)
  }

  // Whole numbers of the unit that the greater one has, outwards.
  private static func between(_ least: Double, _ most: Double) -> String {
    let units = [(86400.0, "d"), (3600, "h"), (60, "min"), (1, "s")]
    let (size, unit) = units.first { most >= 1.5 * $0.0 } ?? (1, "s")
    let (low, high) = (Int((least / size).rounded(.down)), Int((most / size).rounded(.up)))
    return low == 0 ? "up to \(high) \(unit)" : "about \(low) to \(high) \(unit)"
  }

  // Made once: `ls` may show very many.
  private static let tenths = (0..<100).map { "\($0 / 10).\($0 % 10) s" }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

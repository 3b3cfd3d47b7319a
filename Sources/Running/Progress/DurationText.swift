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

  // Made once: `ls` may show very many.
  private static let tenths = (0..<100).map { "\($0 / 10).\($0 % 10) s" }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Spans of time where there is little room.
enum BoardTime {
  /// `45s`, `3m20s`, `2h05m`, `3d04h`: six columns at most, below a hundred days.
  static func short(_ seconds: Double) -> String {
    guard abs(seconds) < 3e9 else { return "?" }
    let whole = max(1, Int(seconds.rounded()))
    switch whole {
    case ..<60: return "\(whole)s"
    case ..<3600: return pair(whole / 60, "m", whole % 60, "s")
    case ..<86400: return pair(whole / 3600, "h", whole % 3600 / 60, "m")
    default: return pair(whole / 86400, "d", whole % 86400 / 3600, "h")
    }
  }

  private static func pair(_ many: Int, _ unit: String, _ few: Int, _ part: String) -> String {
    "\(many)\(unit)\(few < 10 ? "0" : "")\(few)\(part)"
  }
}

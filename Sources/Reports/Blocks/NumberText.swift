import Experiments
import Foundation
import Statistics

/// Numbers as text, the same on every machine: no locale, no grouping, what is not finite in words.
enum NumberText {
  /// What stands where there is no value.
  static let missing = "–"

  /// So many digits after the point.
  static func fixed(_ value: Double?, _ digits: Int = 2) -> String {
    text(value) { String(format: "%.\(digits)f", $0) }
  }

  /// So many significant digits; whole numbers are not cut short.
  static func significant(_ value: Double?, _ digits: Int = 4) -> String {
    text(value) { rounded($0, digits) }
  }

  /// A metric's value, with the digits that its declaration gives it.
  static func metric(_ value: Double?, _ metric: MetricDeclaration) -> String {
    metric.digits.map { fixed(value, $0) } ?? significant(value)
  }

  /// A mean and its deviation: `0.93 ± 0.0031`.
  static func metric(_ mean: Double, _ deviation: Double, _ metric: MetricDeclaration) -> String {
    let spread = metric.digits.map { fixed(deviation, $0) } ?? significant(deviation, 2)
    return "\(Self.metric(mean, metric)) ± \(spread)"
  }

  /// A mean, of several with its deviation; `nil` of none.
  static func metric(_ summary: Summary, _ metric: MetricDeclaration) -> String? {
    guard let mean = summary.mean else { return nil }
    guard let deviation = summary.deviation else { return Self.metric(mean, metric) }
    return Self.metric(mean, deviation, metric)
  }

  /// A finite number, rounded, in the spelling of ``exact(_:)``: `0.00001235`, `1.235e-7`.
  static func rounded(_ value: Double, _ digits: Int) -> String {
    if abs(value) < 1e15, abs(value) >= pow(10, Double(digits)) {
      return String(format: "%.0f", value)
    }
    let text = String(format: "%.\(digits)g", value)
    guard text.utf8.contains(UInt8(ascii: "e")), let near = Double(text) else { return text }
    return abs(value) < 1 ? ExactNumber.text(near) : shortPower(text)
  }

  /// A setting's value: the shortest text that gives the same number back, as labels have it.
  static func exact(_ value: Double) -> String { text(value, ExactNumber.text) }

  /// A length of time: `7.3 s`, `12 min 05 s`, `3 h 07 min`.
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e12 else { return fixed(seconds, 1) }
    guard seconds >= 60 else { return fixed(seconds, 1) + " s" }
    let whole = Int(seconds.rounded())
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    return hours > 0
      ? "\(hours) h \(twoDigits(minutes)) min" : "\(minutes) min \(twoDigits(rest)) s"
  }

  /// C's `1.2e+21` as `1.2e21`.
  private static func shortPower(_ text: String) -> String {
    text.replacing("e+0", with: "e").replacing("e+", with: "e")
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  private static func text(_ value: Double?, _ finite: (Double) -> String) -> String {
    guard let value else { return missing }
    return value.isFinite ? finite(value) : ExactNumber.text(value)
  }
}

import Foundation

/// How a metric is found in the lines of a program that cannot be changed: `loss=([-+0-9.eE]+)`.
///
/// Lines of standard output and standard error are searched, as far as they are no messages; of a
/// line the first place counts. The value is what the one group matched, read as a number.
public struct MetricPattern: Hashable, Sendable {
  /// The metric.
  public let name: String
  /// A regular expression in the syntax of ICU, nearly that of Perl and Python.
  public let expression: String

  /// Makes a pattern.
  ///
  /// - Throws: ``PatternFault`` where the expression is none, or has not exactly one group.
  public init(_ name: String, _ expression: String) throws(PatternFault) {
    guard let compiled = try? NSRegularExpression(pattern: expression) else {
      throw PatternFault(reason: "not a regular expression")
    }
    let groups = compiled.numberOfCaptureGroups
    guard groups == 1 else {
      throw PatternFault(
        reason: "it has \(groups) groups, and needs one around the number: loss=([-+0-9.eE]+)"
          + (groups > 1 ? "; (?:...) groups without counting" : ""))
    }
    self.name = name
    self.expression = expression
  }
}

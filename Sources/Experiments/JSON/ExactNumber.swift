/// A number as text that gives the same number back: the one spelling of settings and values in
/// labels, folders, tables and CSV.
public enum ExactNumber {
  /// The shortest such text: `0.00002`, `1e-7`, `1e21`; `nan`, `inf` or `-inf` where it is not
  /// finite.
  public static func text(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    guard value.isFinite else { return value < 0 ? "-inf" : "inf" }
    if value == 0 { return value.sign == .minus ? "-0" : "0" }
    return CanonicalJSON.text(of: value).filter { $0 != "+" }
  }
}

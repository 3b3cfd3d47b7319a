/// Numbers of bytes for people.
public enum ByteCount {
  /// `812 B`, `4.2 MB`; powers of ten.
  public static func text(_ count: Int) -> String {
    let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "kB")]
    guard let (size, unit) = units.first(where: { count >= $0.0 }) else { return "\(count) B" }
    return NumberText.fixed(Double(count) / Double(size), 1) + " " + unit
  }
}

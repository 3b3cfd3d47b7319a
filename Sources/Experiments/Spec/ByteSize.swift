/// Sizes as people write them: `4 GB`, `512MiB`.
enum ByteSize {
  private static let units: [(String, Double)] = [
    ("b", 1), ("kb", 1e3), ("mb", 1e6), ("gb", 1e9), ("tb", 1e12), ("kib", 1024),
    ("mib", 1_048_576), ("gib", 1_073_741_824), ("tib", 1_099_511_627_776),
  ]

  /// Bytes; `nil` where the text is no size.
  static func parse(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    guard let number = Double(digits), let factor = units.first(where: { $0.0 == unit })?.1,
      (1...1e15).contains(number * factor)
    else { return nil }
    return Int(number * factor)
  }
}

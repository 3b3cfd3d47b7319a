/// The rules of a sweep's name, which is a folder's name too.
public enum SweepName {
  /// The rules in words.
  static let rules = "1 to 100 letters, digits, . _ -; not beginning with . or -; no \"..\""

  /// Whether a name keeps the rules.
  public static func isValid(_ name: String) -> Bool {
    (1...100).contains(name.utf8.count) && name.utf8.allSatisfy(allows)
      && !name.hasPrefix(".") && !name.hasPrefix("-") && !name.contains("..")
  }

  /// Whether a byte may stand in a name.
  static func allows(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

/// The rules of a sweep's name, which is a folder's name too.
public enum SweepName {
  /// What is added to a spec's name where the synthetic writer steps in.
  public static let substitute = "-synthetic"

  /// The rules in words.
  static let rules = "1 to 100 of a-z, A-Z, digits, . _ -; not beginning with . or -; no \"..\""

  /// Whether a name keeps the rules.
  public static func isValid(_ name: String) -> Bool {
    (1...100).contains(name.utf8.count) && name.utf8.allSatisfy(allows)
      && !name.hasPrefix(".") && !name.hasPrefix("-") && !name.contains("..")
  }

  /// Refuses a name that no sweep has: a spec's, or that with the mark of synthetic data.
  public static func check(_ name: String) throws(RuleBroken) {
    let own = name.hasSuffix(substitute) ? String(name.dropLast(substitute.count)) : name
    if !isValid(name) && !isValid(own) { throw RuleBroken("name", SpecError.quoted(name), rules) }
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

/// The rules of a path below a folder: a pattern's in a spec, and every folder and file that is read
/// from elsewhere.
enum RelativePath {
  /// The rules in words.
  static let rule =
    "a relative path: letters, digits, . _ - , = /; no part empty or beginning with . or -"
  /// File systems take no longer names.
  static let longestPart = 255

  /// Refuses what is no such path.
  static func check(_ text: String, _ name: String) throws(RuleBroken) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard text.utf8.count < 4096, text.utf8.allSatisfy(allows),
      parts.allSatisfy({ $0.count <= longestPart && isPlain($0) })
    else { throw RuleBroken(name, SpecError.quoted(text), rule) }
  }

  /// Whether a byte may stand in a path.
  static func allows(_ byte: UInt8) -> Bool {
    SweepName.allows(byte) || byte == UInt8(ascii: "/") || allowsInLabel(byte)
  }

  /// Whether a byte may stand in a label beside those of names.
  static func allowsInLabel(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "=")
  }

  /// Whether a part is there, and neither hidden nor like an option.
  static func isPlain(_ part: some Collection<UInt8>) -> Bool {
    part.first.map { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") } ?? false
  }
}

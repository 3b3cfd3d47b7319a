/// The rules of a path below a folder: a pattern's in a spec, and every folder and file that is read
/// from elsewhere.
enum RelativePath {
  /// The rules in words.
  static let rule =
    "a relative path: a-z, A-Z, digits, . _ - , = /; no part empty or beginning with . or -"
  /// File systems take no longer names.
  static let longestPart = 255

  /// Refuses what is no such path.
  ///
  /// - Parameter mayBeTemporary: Whether it may be a file under a temporary name, which is hidden.
  static func check(
    _ text: String, _ name: String, mayBeTemporary: Bool = false
  ) throws(RuleBroken) {
    var parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if mayBeTemporary, let last = parts.popLast() {
      parts.append(last.first == UInt8(ascii: ".") ? last.dropFirst() : last)
    }
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

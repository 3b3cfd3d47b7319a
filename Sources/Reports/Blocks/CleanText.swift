/// Makes text from outside harmless to show on one line or in a block of code.
public enum CleanText {
  /// One line: line ends and tabs become spaces; control and direction-changing characters are
  /// replaced, so that nothing hides and no terminal obeys.
  public static func line(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { isSpace($0) ? " " : shown($0) }))
  }

  /// Several lines, tabs kept.
  public static func lines(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x09 }) {
      return text
    }
    let unified = text.replacing("\r\n", with: "\n")
    return String(
      String.UnicodeScalarView(
        unified.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? $0 : shown($0) }))
  }

  /// At most so many characters, an ellipsis where some are left out.
  static func short(_ text: String, _ limit: Int) -> String {
    text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    "\n\r\t\u{B}\u{C}\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar)
  }

  private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: "\u{FFFD}"
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2028, 0x2029, 0x2060...0x206F, 0xFEFF:
      "\u{FFFD}"
    default: scalar
    }
  }
}

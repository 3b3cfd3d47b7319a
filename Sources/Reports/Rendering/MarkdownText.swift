/// Text from outside as Markdown that shows just that text.
enum MarkdownText {
  /// The text on one line, nothing in it read as Markdown or HTML.
  ///
  /// An underscore within a word stays bare, since it marks nothing there: `cnn_ae`.
  static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy(isHarmless) { return text }
    let scalars = Array(CleanText.line(text).unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      let isWithinWord = scalar == "_" && isWord(scalars, index - 1) && isWord(scalars, index + 1)
      result += isWithinWord ? "_" : escaped(scalar)
    }
    return withoutAutolinks(result)
  }

  /// A word of a program in a fixed-width face, safe inside a table's cell too.
  static func code(_ text: String) -> String {
    let clean = CleanText.line(text)
    let isPlain = !clean.contains(where: { "`|".contains($0) }) && clean.contains { $0 != " " }
    if isPlain { return "`\(clean)`" }
    return clean.isEmpty ? "" : "<code>\(escaped(clean))</code>"
  }

  /// A rendered line that is to begin a paragraph or an item: no list, heading or rule begins.
  static func atLineStart(_ line: String) -> String {
    let trimmed = String(line.drop { $0 == " " })
    guard let first = trimmed.first else { return trimmed }
    if "-+=:".contains(first) { return "\\" + trimmed }
    let digits = trimmed.prefix { $0.isASCII && $0.isNumber }
    let rest = trimmed.dropFirst(digits.count)
    guard !digits.isEmpty, let mark = rest.first, ".)".contains(mark),
      rest.dropFirst().first.map({ $0 == " " }) ?? true
    else { return trimmed }
    return digits + "\\" + rest
  }

  /// What words consist of, digits and the marks of numbers: most of a report, and quick to tell.
  private static func isHarmless(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "a")...UInt8(ascii: "v"), UInt8(ascii: "x")...UInt8(ascii: "z"): true
    case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"): true
    default: false
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "$": "&#36;"
    case "\\", "`", "*", "_", "[", "]", "|", "~", "#": "\\" + String(scalar)
    default: String(scalar)
    }
  }

  /// Code-hosting pages turn bare addresses into links; those of a report's names must not be.
  /// (A mail address becomes a link to itself whatever is done, and hides nothing.)
  private static func withoutAutolinks(_ text: String) -> String {
    guard text.contains("://") || text.contains("ww.") else { return text }
    return text.replacing("://", with: "&#58;//").replacing("ww.", with: "ww&#46;")
  }

  private static func isWord(_ characters: [Unicode.Scalar], _ index: Int) -> Bool {
    characters.indices.contains(index) && characters[index].isASCII
      && (characters[index].properties.isAlphabetic || ("0"..."9").contains(characters[index]))
  }
}

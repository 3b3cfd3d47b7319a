/// Text in the language of roff.
enum Roff {
  /// A text that stands within a line. Dashes are those that people copy, not hyphens.
  static func text(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\e"
      case "-": "\\-"
      case "'": "\\(aq"
      case "\"": "\\(dq"
      case "^": "\\(ha"
      case "~": "\\(ti"
      case "`": "\\(ga"
      default: String(character)
      }
    }.joined()
  }

  /// A line by itself: one that begins with a dot would be a command.
  static func line(_ line: String) -> String {
    let text = text(line)
    return text.hasPrefix(".") ? "\\&\(text)" : text
  }

  /// The paragraphs below an abstract: headings stand in capitals, what is indented stays as it is.
  static func prose(_ text: String) -> [String] {
    var (lines, isExact): ([String], Bool) = ([], false)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let wantsExact = line.hasPrefix("  ")
      if isExact && !wantsExact { lines += [".fi", ".RE"] }
      if wantsExact && !isExact { lines += [".RS 4", ".nf"] }
      isExact = wantsExact
      lines += entry(line, isExact: wantsExact)
    }
    return (lines.isEmpty ? [] : [".PP"]) + lines + (isExact ? [".fi", ".RE"] : [])
  }

  private static func entry(_ line: String, isExact: Bool) -> [String] {
    if isExact { return [self.line(String(line.dropFirst(2)))] }
    if line.isEmpty { return [".PP"] }
    let isHeading = line.first?.isLetter == true && !line.contains { $0.isLowercase }
    return isHeading ? [".PP", "\\fB\(text(line))\\fR"] : [self.line(line)]
  }
}

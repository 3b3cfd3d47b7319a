/// A line that names an option: `-l, --lr LR   learning rate`.
struct HelpLine {
  /// The option; `nil` where the line names none.
  let option: HelpOption?

  /// - Parameter text: The line without spaces at its ends; it begins with a dash.
  init(_ text: String) {
    let (head, help) = Self.parts(text)
    var (spellings, placeholder): ([String], String?) = ([], nil)
    var rest = head[...]
    while let match = rest.prefixMatch(of: Self.spelling) {
      spellings += Self.spellings(String(match.1))
      rest = rest[match.range.upperBound...]
      if let value = rest.prefixMatch(of: Self.value) {
        placeholder = String(value.1)
        rest = rest[value.range.upperBound...]
      }
    }
    option =
      spellings.isEmpty
      ? nil : HelpOption(spellings: spellings, placeholder: placeholder, help: help)
  }

  // `-l`, `, --lr`, `--[no]fast`.
  private static var spelling: Regex<(Substring, Substring)> {
    /\s*,?\s*(--?[A-Za-z0-9\[][-A-Za-z0-9_.\[\]]*?)(?=[\s,=:<\[]|$)/
  }

  // ` LR`, `=LR`, `[=LR]`, ` {a,b}`, ` [a|b]`, ` <LR>`.
  private static var value: Regex<(Substring, Substring)> {
    /(?:\s*\[?=|\s+)(\{[^}]*\}|\[[^\]]*\]|<[^>]*>|\([^)]*\)|[^\s,\-\[]\S*?)\]?(?=[\s,]|$)/
  }

  /// What stands before two spaces, a tab or a colon, and what comes after it.
  private static func parts(_ text: String) -> (head: String, help: String) {
    guard let gap = text.firstMatch(of: /\s{2,}|\t|:\s+/) else { return (text, "") }
    return (String(text[..<gap.range.lowerBound]), String(text[gap.range.upperBound...]))
  }

  /// Abseil writes `--[no]flag` for two.
  private static func spellings(_ word: String) -> [String] {
    guard let match = word.wholeMatch(of: /--\[no-?\](.+)/) else {
      return word.contains("[") ? [] : [word]
    }
    return ["--\(match.1)", "--no-\(match.1)"]
  }
}

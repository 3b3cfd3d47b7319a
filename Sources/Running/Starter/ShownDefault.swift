import Foundation

/// A default as a help page shows it, as a spec has it.
struct ShownDefault {
  /// JSON: a number, a text, `true`, `false`, `null`, or a list of values in a list, since a list alone
  /// would be an axis.
  let json: String

  /// - Parameter text: As it stands in the page: `0.1`, `'sgd'`, `[64, 32]`, `None`.
  init(_ text: String) {
    let plain = text.trimmingCharacters(in: .whitespaces)
    let words = ["true": "true", "false": "false", "none": "null", "null": "null", "nil": "null"]
    if let word = words[plain.lowercased()] {
      json = word
    } else if let number = Self.number(plain) {
      json = number
    } else if let list = Self.list(plain) {
      json = "[\(list)]"
    } else {
      json = JSONText.quoted(Self.unquoted(plain))
    }
  }

  private static func number(_ text: String) -> String? {
    guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) == nil else {
      return Double(text)?.isFinite == true ? text : nil
    }
    // `.5` and `1.` are no numbers of JSON.
    guard text.wholeMatch(of: /-?[0-9]*\.[0-9]*([eE][-+]?[0-9]+)?/) != nil,
      let value = Double(text.hasSuffix(".") ? "\(text)0" : text)
    else { return nil }
    return "\(value)"
  }

  private static func list(_ text: String) -> String? {
    guard let match = text.wholeMatch(of: /[\[(](.*)[\])]/) else { return nil }
    let items = match.1.split(separator: ",").map { ShownDefault(String($0)).json }
    return "[\(items.joined(separator: ", "))]"
  }

  private static func unquoted(_ text: String) -> String {
    let isQuoted = text.count > 1 && text.first == text.last && "'\"`".contains(text.prefix(1))
    return isQuoted ? String(text.dropFirst().dropLast()) : text
  }
}

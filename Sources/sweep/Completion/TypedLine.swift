import Foundation

/// A command line that somebody is typing, as a shell gives it to whoever completes it.
struct TypedLine {
  /// Its words, the program's name first. Quotes and escapes are taken off.
  let words: [String]
  /// The part before the cursor of the word at the cursor.
  let start: String

  /// - Parameters:
  ///   - words: As the shell has them, quotes and all.
  ///   - start: The part before the cursor of the word at the cursor.
  init(_ words: [String], start: String) {
    self.words = words.map(Self.plain)
    self.start = Self.plain(start)
  }

  /// The value of an option: `--save DIR` or `--save=DIR`, the last one. What is being typed is none.
  func value(of option: String) -> String? {
    let joined = words.last { $0.hasPrefix("\(option)=") }
      .map { String($0.dropFirst(option.count + 1)) }
    guard joined == nil, let place = words.lastIndex(of: option), place + 1 < words.count else {
      return joined
    }
    return words[place + 1].isEmpty ? nil : words[place + 1]
  }

  /// The first word after the command that is no option.
  var argument: String? {
    words.dropFirst(2).first { !$0.isEmpty && !$0.hasPrefix("-") }
  }

  /// A word without the quotes and the backslashes by which a shell keeps it together.
  private static func plain(_ word: String) -> String {
    var (text, isEscaped) = ("", false)
    for character in word {
      if !isEscaped, character == "\\" {
        isEscaped = true
      } else {
        if isEscaped || (character != "'" && character != "\"") { text.append(character) }
        isEscaped = false
      }
    }
    guard text.hasPrefix("~/"), let home = Console.place("HOME") else { return text }
    return home + text.dropFirst()
  }
}

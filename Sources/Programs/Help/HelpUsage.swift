/// What the usage of a help page asks for: `usage: train.py [-h] --data DATA [--lr LR] folder`.
struct HelpUsage {
  private(set) var requiredOptions = Set<String>()
  private(set) var positionals: [HelpOption] = []
  private(set) var subcommands: [String] = []

  /// - Parameters:
  ///   - lines: The page's.
  ///   - command: What was typed.
  init(_ lines: [String], of command: [String]) {
    let words = Array(Self.arguments(Self.words(Self.usage(lines)), of: command))
    var isValue = false
    for (place, word) in words.enumerated() {
      if word.hasPrefix("-") {
        requiredOptions.insert(String(word.prefix { $0 != "=" }))
        isValue = !word.contains("=")
      } else if isValue {
        isValue = false
      } else if let commands = Self.commands(word, before: words.dropFirst(place + 1).first) {
        subcommands = commands
        return
      } else if let name = Self.name(word) {
        positionals.append(HelpOption(spellings: [name], placeholder: word, isRequired: true))
      }
    }
    if words.contains("COMMAND") { subcommands = Self.listed(lines) }
  }

  /// The usage on one line, without the word and the program's name.
  private static func usage(_ lines: [String]) -> String {
    guard let start = lines.firstIndex(where: { $0.lowercased().hasPrefix("usage:") }) else {
      return ""
    }
    let more = lines[(start + 1)...].prefix { line in
      // Options may follow at once, less deep than the rest of a usage.
      line.first?.isWhitespace == true && !line.trimmingWhitespace.isEmpty
        && !(line.trimmingWhitespace.hasPrefix("-") && line.prefix { $0 == " " }.count < 7)
        && !line.trimmingWhitespace.lowercased().hasPrefix("or:")
    }
    let head = String(lines[start].dropFirst("usage:".count))
    let first = head.trimmingWhitespace.isEmpty ? [] : [head]
    return (first + more.prefix(first.isEmpty ? 1 : more.count)).joined(separator: " ")
  }

  /// Words that stand outside of square brackets.
  private static func words(_ usage: String) -> [String] {
    var (depth, plain) = (0, "")
    for character in usage {
      if character == "[" { depth += 1 }
      if depth == 0, !"()".contains(character) { plain.append(character) }
      if character == "]" { depth = max(0, depth - 1) }
    }
    return plain.split { $0.isWhitespace }.map(String.init).filter { $0 != "|" }
  }

  /// What comes after the program's name, which may be several words: `python3 -m train`, `train fit`.
  private static func arguments(_ words: [String], of command: [String]) -> ArraySlice<String> {
    let typed = Set(command.flatMap { [$0, $0.split(separator: "/").last.map(String.init) ?? $0] })
    let first = words.first?.hasPrefix("python") == true && words.dropFirst().first == "-m" ? 3 : 1
    return words.dropFirst(first).drop { typed.contains($0) }
  }

  private static func commands(_ word: String, before next: String?) -> [String]? {
    guard word.hasPrefix("{"), word.hasSuffix("}"), next == "..." else { return nil }
    return word.dropFirst().dropLast().split(separator: ",").map(String.init)
  }

  /// Click and clap list commands below a heading.
  private static func listed(_ lines: [String]) -> [String] {
    let below = lines.drop { $0.lowercased() != "commands:" }.dropFirst()
    return below.prefix { $0.hasPrefix(" ") }.compactMap {
      $0.split { $0.isWhitespace }.first.map(String.init)
    }
  }

  private static func name(_ word: String) -> String? {
    let plain = word.filter { !"<>.{}".contains($0) }
    let isGeneral = ["options", "option", "args", "flags", "command"].contains(plain.lowercased())
    guard !isGeneral, plain.first?.isLetter == true else { return nil }
    return word.hasPrefix("{") ? "choice" : plain.lowercased()
  }
}

import Experiments

extension CommandTemplate {
  private static let allArguments = "args"

  /// Reads a command.
  ///
  /// - Parameters:
  ///   - texts: The program, then its arguments.
  ///   - known: The names that may stand in braces, beside `args`.
  /// - Throws: ``CommandFault`` with the first thing that is wrong.
  public init(parsing texts: [String], known: [String]) throws(CommandFault) {
    guard let first = texts.first, !first.isEmpty else {
      throw CommandFault(item: 0, reason: "the command names no program")
    }
    var items: [Item] = []
    for (number, text) in texts.enumerated() {
      do throws(ItemFault) {
        items.append(try Self.item(text, known))
      } catch {
        throw CommandFault(item: number, reason: error.reason, suggestion: error.suggestion)
      }
    }
    if items[0] == .arguments {
      throw CommandFault(item: 0, reason: "the command names no program")
    }
    self.init(items: items)
  }

  private struct ItemFault: Error {
    let reason: String
    var suggestion: String?
  }

  private static func item(_ text: String, _ known: [String]) throws(ItemFault) -> Item {
    if text == "{\(allArguments)}" { return .arguments }
    guard !text.utf8.contains(0) else { throw ItemFault(reason: "it holds a NUL character") }
    var parts: [Part] = []
    var plain = ""
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      plain += rest[..<brace]
      let isDoubled = rest[brace...].dropFirst().first == rest[brace]
      if isDoubled {
        plain.append(rest[brace])
        rest = rest[brace...].dropFirst(2)
      } else {
        if !plain.isEmpty { parts.append(.text(plain)) }
        plain = ""
        let name = try name(at: rest[brace...], known)
        parts.append(.placeholder(String(name)))
        rest = rest[name.endIndex...].dropFirst()
      }
    }
    plain += rest
    return .parts(plain.isEmpty && !parts.isEmpty ? parts : parts + [.text(plain)])
  }

  /// The name in the braces at a text's beginning.
  private static func name(
    at text: Substring, _ known: [String]
  ) throws(ItemFault) -> Substring {
    guard text.first == "{" else {
      throw ItemFault(reason: "\"}\" has no \"{\"; a brace itself is written \"}}\"")
    }
    guard let end = text.firstIndex(of: "}") else {
      throw ItemFault(reason: "\"{\" has no \"}\"; a brace itself is written \"{{\"")
    }
    let name = text[..<end].dropFirst()
    if name == allArguments {
      throw ItemFault(reason: "{args} becomes several items, so it must be an item of its own")
    }
    guard known.contains(String(name)) else { throw unknown(String(name), known) }
    return name
  }

  private static func unknown(_ name: String, _ known: [String]) -> ItemFault {
    let all = known + [allArguments]
    let isText = name.contains { $0.isWhitespace || "\"':,{".contains($0) }
    let hint = isText ? "; a brace itself is written \"{{\"" : ""
    return ItemFault(
      reason: "unknown placeholder \(SpecError.quoted("{\(name)}")); there are "
        + Suggestion.list(all.map { "{\($0)}" }) + hint,
      suggestion: Suggestion.nearest(to: name, among: all))
  }
}

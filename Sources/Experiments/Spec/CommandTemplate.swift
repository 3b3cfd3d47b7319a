/// An item of a program's command, in which `{name}` stands for a run's word: `--lr={lr}`.
public struct CommandTemplate: Hashable, Sendable {
  /// A piece of it.
  enum Part: Hashable, Sendable {
    case text(String)
    case placeholder(String)
  }

  let parts: [Part]

  /// Words that mean something of their own; the rest are parameters.
  public static let fixed = [
    "args", "seed", "folder", "run", "label", "attempt", "checkpoint", "config",
  ]

  /// What may not stand in an item; and what was perhaps meant.
  struct Fault: Error, Hashable {
    let reason: String
    var suggestion: String?
  }

  /// Reads an item; `{{` and `}}` are braces.
  ///
  /// - Parameter known: What may stand between braces.
  init(_ item: String, known: [String]) throws(Fault) {
    guard !item.utf8.contains(0) else { throw Fault(reason: "it holds a NUL") }
    var parts: [Part] = []
    var text = ""
    var rest = item[...]
    while let character = rest.popFirst() {
      if character == "{" || character == "}", rest.first == character {
        text.append(rest.removeFirst())
      } else if character == "}" {
        throw Fault(reason: "\"}\" has no \"{\"; write }} for a brace")
      } else if character == "{" {
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        parts.append(.placeholder(try Self.name(&rest, known)))
      } else {
        text.append(character)
      }
    }
    if !text.isEmpty || parts.isEmpty { parts.append(.text(text)) }
    self.parts = parts
    if parts.count > 1, parts.contains(.placeholder("args")) {
      throw Fault(reason: "{args} must be an item of its own")
    }
  }

  private static func name(_ rest: inout Substring, _ known: [String]) throws(Fault) -> String {
    guard let end = rest.firstIndex(of: "}") else {
      throw Fault(reason: "\"{\" has no \"}\"; write {{ for a brace")
    }
    let name = String(rest[..<end])
    rest = rest[rest.index(after: end)...]
    guard known.contains(name) else {
      throw Fault(
        reason: "unknown placeholder {\(SpecError.shortened(name))}; there are "
          + known.map { "{\($0)}" }.joined(separator: " "),
        suggestion: Suggestion.nearest(to: name, among: known))
    }
    return name
  }

  /// The command of a run: each item with its words put in.
  ///
  /// `{args}` becomes `--name value` for each parameter, an item each, as argparse, Click and Abseil
  /// read them: a list gives an item for each value, `true` the bare `--name`, `false` and `null`
  /// nothing; a value that begins with `-` is joined, `--lr=-1e-5`, since it would be taken for an
  /// option.
  ///
  /// - Parameters:
  ///   - items: The items of a spec that was checked.
  ///   - parameters: All parameters, in the order in which they are to stand.
  ///   - word: What stands for another placeholder.
  public static func command(
    _ items: [String], parameters: [ParameterValues.Entry], word: (String) -> String?
  ) -> [String] {
    let known = fixed + parameters.map(\.path)
    return items.flatMap { item -> [String] in
      guard let template = try? CommandTemplate(item, known: known) else { return [item] }
      if template.parts == [.placeholder("args")] { return arguments(parameters) }
      return [
        template.parts.map { part in
          switch part {
          case .text(let text): text
          case .placeholder(let name):
            parameters.first { $0.path == name }?.value.argument ?? word(name) ?? ""
          }
        }.joined()
      ]
    }
  }

  private static func option(_ name: String, _ value: String) -> [String] {
    value.hasPrefix("-") ? ["--\(name)=\(value)"] : ["--\(name)", value]
  }

  private static func arguments(_ parameters: [ParameterValues.Entry]) -> [String] {
    parameters.flatMap { entry -> [String] in
      switch entry.value {
      case .null, .flag(false): []
      case .flag(true): ["--\(entry.path)"]
      case .number, .text: Self.option(entry.path, entry.value.argument)
      case .list(let values): ["--\(entry.path)"] + values.map(\.argument)
      }
    }
  }
}

extension Value {
  /// The value as a program reads it from its command or its environment: texts as they are, lists as
  /// JSON, nothing as an empty text.
  public var argument: String {
    switch self {
    case .null: ""
    case .flag, .number, .text: words
    case .list:
      {
        var json = CanonicalJSON()
        write(to: &json)
        return json.text
      }()
    }
  }
}

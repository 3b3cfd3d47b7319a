/// A program and its arguments, with placeholders: `["python3", "train.py", "{args}"]`.
///
/// `{name}` stands for a value's text, anywhere in an item. `{args}`, an item of its own, stands for
/// all parameters as options. `{{` and `}}` are braces. An item stays one item, whatever is put in
/// its place: no shell reads it.
public struct CommandTemplate: Hashable, Sendable {
  /// An item of the command.
  enum Item: Hashable, Sendable {
    case arguments
    case parts([Part])
  }

  /// A part of an item.
  enum Part: Hashable, Sendable {
    case text(String)
    case placeholder(String)
  }

  let items: [Item]

  /// The names of the placeholders that it has, each once, in order; without `args`.
  public var placeholders: [String] {
    var names: [String] = []
    for case .parts(let parts) in items {
      for case .placeholder(let name) in parts where !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// Whether it has `{args}`.
  public var hasArguments: Bool { items.contains(.arguments) }

  /// The command.
  ///
  /// - Parameters:
  ///   - value: The text of a placeholder; asked only for names that were known.
  ///   - arguments: What `{args}` stands for, in order.
  public func expand(
    value: (String) -> String, arguments: [(name: String, value: ProgramValue)]
  ) -> [String] {
    items.flatMap { item in
      switch item {
      case .arguments: arguments.flatMap { $0.value.arguments(named: $0.name) }
      case .parts(let parts): [Self.text(of: parts, value)]
      }
    }
  }

  private static func text(of parts: [Part], _ value: (String) -> String) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .placeholder(let name): value(name)
      }
    }.joined()
  }
}

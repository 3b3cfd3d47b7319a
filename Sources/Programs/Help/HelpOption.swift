/// An option or an argument that a program's `--help` names.
public struct HelpOption: Hashable, Sendable {
  /// All its spellings, with their dashes; of a positional argument its name.
  public let spellings: [String]
  /// What stands for its value: `LR`, `{sgd,adam}`; `nil` for a flag.
  public let placeholder: String?
  /// What is said of it, on one line.
  public var help = ""
  /// Whether the usage asks for it.
  public var isRequired = false

  /// The name by which `--name value` sets it; `nil` where it has a short one alone.
  public var name: String? {
    let long = spellings.first { $0.hasPrefix("--") && $0.count > 3 }
    let single = spellings.first { $0.count > 2 && !$0.hasPrefix("--") }
    return (long ?? single).map { String($0.drop { $0 == "-" }) }
  }

  /// Whether it has a spelling that turns it off.
  public var hasOpposite: Bool {
    guard let name else { return false }
    return spellings.contains("--no-\(name)")
  }

  /// The values that it may have; empty where any may be.
  public var choices: [String] {
    let named = help.firstMatch(of: /\[possible values: ([^\]]+)\]/).map { String($0.1) }
    let shown = named ?? placeholder ?? ""
    let inner = shown.drop { "{[(<".contains($0) }.prefix { !"}])>".contains($0) }
    guard shown != inner || named != nil, inner.contains(where: { ",|".contains($0) }) else {
      return []
    }
    return inner.split { ",|".contains($0) }.map { $0.filter { $0 != " " } }
  }

  /// The default as the help shows it; `nil` where it shows none.
  public var shownDefault: String? {
    if let match = help.firstMatch(
      of: /(?i)[\[(;]\s*defaults?(?:\s+to|\s+is)?\s*[:=]?\s*(.*?)(?:;[^\])]*)?[\])](?=[\s.,;\]]|$)/)
    {
      return String(match.1)
    }
    let loose = help.firstMatch(of: /(?i)\bdefaults?(?:\s+to|\s+is|:|\s*=)\s*(\S+?)[.,;]?(?=\s|$)/)
    return loose.map { String($0.1) }
  }
}

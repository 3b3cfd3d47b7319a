/// A page for `man`, in the language of its macros (man(7)): one section for each command. Nothing in
/// it depends on the day or the machine.
struct ManualPage {
  private let root: HelpTree.Command
  private let version: String

  /// - Parameters:
  ///   - root: The program.
  ///   - version: Its version.
  init(_ root: HelpTree.Command, version: String) {
    self.root = root
    self.version = version
  }

  /// The page.
  var text: String {
    let head = [
      ".TH SWEEP 1 \"\" \"sweep \(version)\" \"\"", ".nh", ".ad l", ".SH NAME",
      "sweep \\- \(Roff.text(Self.asPhrase(root.abstract ?? "")))", ".SH SYNOPSIS",
      ".B sweep", ".I command", "[\\fIarguments\\fR] [\\fIoptions\\fR]", ".SH DESCRIPTION",
    ]
    let lines = head + Roff.prose(root.discussion ?? "") + [".SH COMMANDS"]
    return (lines + root.shown.flatMap { section($0, "sweep") } + Self.foot)
      .joined(separator: "\n") + "\n"
  }

  private static let foot = [
    ".SH FILES", ".TP", ".I save/results.sqlite", "The store of all results.", ".TP",
    ".I save/runs/", "Checkpoints and logs, a folder a run.", ".TP", ".I reports/",
    "A report for each sweep.",
  ]

  private func section(_ command: HelpTree.Command, _ parent: String) -> [String] {
    let path = "\(parent) \(command.commandName)"
    let shown = (command.arguments ?? []).filter { $0.shouldDisplay && !$0.isEverywhere }
    let usage = shown.map(\.usage).joined(separator: " ")
    return [".SS \"\(Roff.text(path))\"", "\\fB\(Roff.text(path))\\fR \(usage)", ".PP"]
      + [Roff.line(command.abstract ?? "")] + Roff.prose(command.discussion ?? "")
      + shown.flatMap(\.entry) + command.shown.flatMap { section($0, path) }
  }

  /// `man -k` wants a phrase: no capital, no full stop.
  private static func asPhrase(_ text: String) -> String {
    let text = text.hasSuffix(".") ? String(text.dropLast()) : text
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension HelpTree.Command {
  fileprivate var shown: [HelpTree.Command] {
    (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }
}

extension HelpTree.Argument {
  fileprivate var usage: String {
    let more = isRepeating ? " ..." : ""
    let word = kind == .positional ? value : spellings.last ?? value
    let plain = kind == .option ? "\(word) \(value)" : word
    return isOptional ? "[\(plain)]\(more)" : "\(plain)\(more)"
  }

  fileprivate var entry: [String] {
    let name = kind == .positional ? value : spellings.joined(separator: ", ")
    return [".TP", kind == .option ? "\(name) \(value)" : name, Roff.line(abstract ?? "")]
  }

  /// Whether every command has it.
  fileprivate var isEverywhere: Bool {
    names?.contains { ["help", "version"].contains($0.name) } ?? false
  }

  private var value: String { "\\fI\(Roff.text(valueName ?? "value"))\\fR" }

  private var spellings: [String] {
    (names ?? []).map { name in
      let dashes =
        switch name.kind {
        case .long: "--"
        case .short, .longWithSingleDash: "-"
        }
      return "\\fB\(Roff.text(dashes + name.name))\\fR"
    }
  }
}

/// What the text of a program's `--help` says: options, required arguments, subcommands.
///
/// Read are the pages of argparse, Click, Abseil, clap, Go's flag, getopt and their like: a line that
/// begins with a dash names an option, what follows two spaces or stands deeper below is said of it.
/// Nothing is promised of other pages; what cannot be read is left out.
public struct HelpPage: Hashable, Sendable {
  /// Options, in the page's order.
  public let options: [HelpOption]
  /// Arguments that must be given, in order.
  public let positionals: [HelpOption]
  /// The commands of which one must be named.
  public let subcommands: [String]

  /// Longer pages are cut.
  private static let most = 200_000

  /// - Parameters:
  ///   - text: What the program printed.
  ///   - command: What was typed for it; its words stand in the usage, too.
  public init(_ text: String, of command: [String] = []) {
    let plain = text.prefix(Self.most).replacing(/\u{1B}\[[0-9;]*[A-Za-z]/, with: "")
    let lines = plain.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
    let usage = HelpUsage(lines, of: command)
    options = Self.options(lines, required: usage.requiredOptions)
    positionals = usage.positionals
    subcommands = usage.subcommands
  }

  private static func options(_ lines: [String], required: Set<String>) -> [HelpOption] {
    var (found, indent): ([HelpOption], Int?) = ([], nil)
    for line in lines {
      let depth = line.prefix { $0.isWhitespace }.count
      let text = line.trimmingWhitespace
      if text.hasPrefix("-"), var option = HelpLine(text).option {
        option.isRequired =
          option.help.lowercased().contains("[required]")
          || option.spellings.contains { required.contains($0) }
        found.append(option)
        indent = depth
      } else if let deeper = indent, !text.isEmpty {
        guard depth > deeper else {
          indent = nil
          continue
        }
        found[found.count - 1].help += " \(text)"
      }
    }
    return found
  }
}

extension String {
  /// Without spaces at its ends.
  var trimmingWhitespace: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}

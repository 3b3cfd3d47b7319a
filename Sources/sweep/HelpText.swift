/// The argument parser's texts, broken once: it breaks each line of a source text by itself, so a
/// paragraph that was written in several lines would be broken twice, and usage never.
struct HelpText {
  private let width: Int
  /// Too little for a text beside what it hangs from.
  private static let leastText = 20

  /// - Parameter width: Columns of the terminal.
  init(width: Int) { self.width = max(20, width) }

  /// A page of help. Lines that stand at the left and follow each other are one paragraph, and so are
  /// indented ones below a heading of ours other than `EXAMPLES`; all others stay lines.
  func page(_ text: String) -> String {
    var paragraphs: [String] = []
    var (section, isOpen) = (Section.text, false)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let next = Section(headedBy: line)
      let joins = next == nil && !line.isEmpty && section.joins(line)
      if joins && isOpen {
        paragraphs[paragraphs.count - 1] += " \(line.drop { $0 == " " })"
      } else {
        paragraphs.append(line)
      }
      (section, isOpen) = (next ?? section, joins)
    }
    return paragraphs.flatMap(folded).joined(separator: "\n")
  }

  /// Lines, each by itself.
  func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { folded(String($0)) }.joined(separator: "\n")
  }

  /// A line as several of whole words; what follows the first hangs below its text.
  private func folded(_ line: String) -> [String] {
    guard line.count > width else { return [line] }
    let indent = Self.hangingIndent(line)
    let hang = String(repeating: " ", count: indent < width - Self.leastText ? indent : 4)
    var (shown, current): ([String], String) = ([], String(line.prefix { $0 == " " }))
    var isEmpty = true
    for (space, word) in Self.words(line) {
      if !isEmpty, current.count + space.count + word.count > width {
        shown.append(current)
        current = hang + word
      } else {
        current += isEmpty ? word : space + word
      }
      isEmpty = false
    }
    return shown + [current]
  }

  /// Words with the spaces before them; what stands in brackets is one.
  private static func words(_ line: String) -> [(space: String, word: String)] {
    var (found, space, word, depth): ([(String, String)], String, String, Int) = ([], "", "", 0)
    for character in line.drop(while: { $0 == " " }) {
      if character == " " && depth <= 0 {
        if !word.isEmpty { found.append((space, word)) }
        space = word.isEmpty ? space + " " : " "
        word = ""
        continue
      }
      depth += character == "[" ? 1 : character == "]" ? -1 : 0
      word.append(character)
    }
    return found + (word.isEmpty ? [] : [(space, word)])
  }

  /// Where the text of a line begins: after `USAGE:`, or in the second of two columns.
  private static func hangingIndent(_ line: String) -> Int {
    for head in ["USAGE: ", "Usage: "] where line.hasPrefix(head) { return head.count }
    let start = line.prefix { $0 == " " }.count
    guard start > 0, let gap = line.dropFirst(start).firstRange(of: "  ") else { return start }
    let second = line[gap.lowerBound...].firstIndex { $0 != " " } ?? line.endIndex
    return line.distance(from: line.startIndex, to: second)
  }

  /// What stands below a heading.
  private enum Section {
    /// Prose at the left.
    case text
    /// Prose that is indented.
    case note
    /// Examples, options, subcommands: a line each.
    case list

    /// `nil` where the line is no heading.
    init?(headedBy line: String) {
      let isHeading = line.first?.isUppercase == true && !line.contains { $0.isLowercase }
      guard isHeading else { return nil }
      self = line.hasSuffix(":") || line == "EXAMPLES" ? .list : .note
    }

    func joins(_ line: String) -> Bool {
      switch self {
      case .text: !line.hasPrefix(" ") && !line.hasPrefix("USAGE: ")
      case .note: line.hasPrefix(" ")
      case .list: false
      }
    }
  }
}

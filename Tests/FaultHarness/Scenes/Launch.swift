import Foundation

/// One start of the program in a scene.
struct Launch {
  /// The process.
  let child: Child
  /// The file of its words to people.
  let errors: String

  /// What it has said to people so far.
  var said: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }

  /// The runs it has said to be finished: promised to be safe.
  var acknowledged: Set<String> { Self.finished(in: said) }

  /// The labels of `LABEL: finished after ...`, from whole lines.
  static func finished(in text: String) -> Set<String> {
    Set(
      text.split(whereSeparator: \.isNewline).compactMap { line in
        line.firstRange(of: ": finished after").flatMap { label(String(line[..<$0.lowerBound])) }
      })
  }

  /// A terminal's line may begin with orders to the terminal, of which `[J` is the last; and the
  /// terminal says a Ctrl-C too.
  private static func label(_ text: String) -> String? {
    text.components(separatedBy: "\u{1B}[J").last?.replacing("^C", with: "")
  }
}

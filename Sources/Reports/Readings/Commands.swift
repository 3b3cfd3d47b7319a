import Experiments

/// The commands a report names, to go on with what is missing.
enum Commands {
  /// What takes the run up again.
  static func toContinue(_ run: RunResult) -> String {
    switch run.state {
    case .diverged: "sweep run SPEC --rerun \(quoted(run.run.label))"
    case .finished: ""
    case .pending, .running, .interrupted, .failed: "sweep resume"
    }
  }

  /// The command of the program that trained the first run; `nil` where there is none.
  static func program(of results: SweepResults) -> String? {
    results.runs.first.flatMap { program(of: $0.run) }
  }

  /// The command of the program that trained a run, before the run's words are put in.
  static func program(of run: Run) -> String? {
    guard case .list(let words)? = run["program.command"] else { return nil }
    return words.map { quoted($0.words) }.joined(separator: " ")
  }

  /// A word for a shell: bare where that is safe, else in single quotes.
  static func quoted(_ word: String) -> String {
    let bare = word.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "._,=-/".utf8.contains(byte)
    }
    guard !bare || word.isEmpty || word.hasPrefix("-") else { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

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

import Foundation

/// A system's program, run to its end.
enum Tool {
  /// What came of it.
  struct Outcome {
    let exit: Exit?
    let text: String
    var isDone: Bool { exit == .code(0) }
  }

  /// Runs it; output and errors come together. Killed after some minutes.
  @discardableResult
  static func run(_ words: [String], in folder: String = "/") throws -> Outcome {
    let file = FileManager.default.temporaryDirectory.path + "/fault-tool-\(UUID().uuidString)"
    defer { unlink(file) }
    let child = try Child(Command(words: words, folder: folder, output: file, errors: file))
    let exit = child.wait(seconds: Child.patience)
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    return Outcome(exit: exit, text: text)
  }

  /// Runs it.
  ///
  /// - Throws: ``HarnessError`` with its words where it does not end well.
  static func require(_ words: [String], in folder: String = "/") throws {
    let outcome = try run(words, in: folder)
    guard outcome.isDone else {
      throw HarnessError("\(words.joined(separator: " ")): \(outcome.text)")
    }
  }

  /// Whether there is such a program.
  static func exists(_ name: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
  }
}

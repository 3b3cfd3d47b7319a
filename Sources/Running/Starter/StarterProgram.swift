import Files
import Foundation
import Programs

/// A program for which a spec is to be written.
package struct StarterProgram {
  /// What starts it, an item each, in the spec's folder.
  package let command: [String]
  /// Its file as seen from the spec's folder; `nil` where it is looked for in `PATH`.
  package let script: String?
  /// Its text, where it is one.
  let source: String?
  private let folder: String

  /// What runs files with such endings.
  private static let interpreters = [
    "py": "python3", "sh": "sh", "R": "Rscript", "r": "Rscript", "jl": "julia", "rb": "ruby",
    "pl": "perl", "js": "node", "lua": "lua",
  ]

  /// The folder of the file that a text names; `nil` where it names none.
  package static func folder(of text: String) -> String? {
    file(in: words(text)).map { place in
      let path = words(text)[place]
      return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
  }

  /// A name for what a text names: `train` of `src/train.py`.
  package static func name(of text: String) -> String {
    let all = words(text)
    let path = file(in: all).map { all[$0] } ?? all.first ?? ""
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    let stem = last.prefix { $0 != "." }
    return stem.isEmpty ? "sweep" : String(stem)
  }

  /// - Parameters:
  ///   - text: A file, or a command with spaces between its words: `train.py`, `train.py fit`.
  ///   - folder: The spec's.
  /// - Throws: ``Failure`` where there is no such program.
  package init(_ text: String, in folder: String) throws {
    self.folder = AbsolutePath.of(folder)
    var words = Self.words(text)
    guard let place = Self.file(in: words) else {
      guard let first = words.first, !first.contains("/"), !first.contains(".") else {
        throw Failure(
          .input, "\(text): no such file", safe: "nothing was written",
          next: "sweep init --program FILE, with the program's path")
      }
      (command, script, source) = (words, nil, nil)
      return
    }
    let path = Self.seen(AbsolutePath.of(words[place]), from: self.folder)
    source = Self.text(of: words[place])
    let name = words[place].split(separator: "/").last ?? ""
    let ending = name.split(separator: ".").last.map(String.init)
    let interpreter = place == 0 ? ending.flatMap { Self.interpreters[$0] } : nil
    words[place] = interpreter == nil && place == 0 && !path.contains("/") ? "./\(path)" : path
    command = (interpreter.map { [$0] } ?? []) + words
    script = path
  }

  /// What its `--help` says.
  ///
  /// - Parameter seconds: How long it may take.
  /// - Throws: ``Failure``, `FileError`.
  package func help(seconds: Double) throws -> HelpPage {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "sweep-init-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let page: HelpPage
    do {
      page = try HelpCall(command, in: folder, seconds: seconds, clock: Clock.seconds)
        .page(scratch: scratch.path)
    } catch let fault as HelpCall.Fault {
      throw Failure(
        .input, fault.description, safe: "nothing was written",
        next: "run that yourself and see; or write the spec by hand, from docs/programs.md")
    }
    guard let first = page.subcommands.first else { return page }
    throw Failure(
      .input,
      "\(command.joined(separator: " ")) has commands of its own: "
        + page.subcommands.joined(separator: ", "),
      safe: "nothing was written",
      next: "name one: sweep init --program '\(script ?? command[0]) \(first)'")
  }

  private static func words(_ text: String) -> [String] {
    SpecSource.isFile(text) ? [text] : text.split(separator: " ").map(String.init)
  }

  /// The place of the first word that is a file: `train.py` of `python3 -u train.py`.
  private static func file(in words: [String]) -> Int? {
    words.firstIndex(where: SpecSource.isFile)
  }

  private static func seen(_ path: String, from folder: String) -> String {
    path.hasPrefix("\(folder)/") ? String(path.dropFirst(folder.count + 1)) : path
  }

  private static func text(of path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    return (try? file.read(upToCount: 1_000_000)).flatMap { String(data: $0, encoding: .utf8) }
  }
}

import ArgumentParser
import Experiments
import Files
import Foundation
import Running

/// `sweep init [FILE]`
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a spec to start from.",
    discussion: """
      Asks nothing and replaces no file. With --program the parameters are the program's options and
      their defaults, as its --help shows them (argparse, Click, Abseil, clap, getopt and their like);
      what only you can know is named at the end. The program is started once, with --help alone.

      EXAMPLES
        sweep init                            sweep.json: three small runs on synthetic data
        sweep init --program train.py         train.json beside it, from its --help
        sweep init --program 'train.py fit'   of one of its commands
        sweep init lr.json --program ./train  a program in any language, into this file
      """)

  @Argument(
    help: "The file to write (default: sweep.json, or the program's name).",
    completion: .file(extensions: ["json"]))
  var file: String?

  @Option(
    help: ArgumentHelp("The program to run, a file or a command.", valueName: "program"),
    completion: .file())
  var program: String?

  @Option(help: "How many seconds the program may take for its --help (default: 30).")
  var timeout: Double?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let timeout, !(timeout > 0) { throw ValidationError("--timeout: \(timeout) is not above 0") }
    if program == "" || file == "" { throw ValidationError("the name is empty") }
  }

  func run() throws {
    if FileManager.default.fileExists(atPath: path) { throw taken }
    let spec = try starter()
    // What is written is a spec, whatever the program said.
    _ = try SweepSpec.read(Array(spec.text.utf8), file: path, overrides: [], trainers: .own)
    try write(spec.text)
    if output.json { return try output.sayJSON(Written(file: path, lookAt: spec.notes)) }
    output.say("wrote \(path)")
    for note in spec.notes { output.say("look at \(note)") }
    output.say("next: sweep plan \(path), then: sweep run \(path)")
  }

  private struct Written: Encodable {
    let file: String
    let lookAt: [String]
  }

  private func starter() throws -> StarterSpec {
    let hasSchema = FileManager.default.fileExists(atPath: "\(folder)/sweep.schema.json")
    guard let program else { return StarterSpec(named: name, schema: hasSchema) }
    let starter = try StarterProgram(program, in: folder)
    return StarterSpec(
      starter, try starter.help(seconds: timeout ?? 30), named: name, schema: hasSchema)
  }

  /// Where the spec goes: beside the program, unless a file is named.
  private var path: String {
    if let file { return file }
    guard let program else { return "sweep.json" }
    let folder = StarterProgram.folder(of: program) ?? "."
    let name = "\(StarterProgram.name(of: program)).json"
    return folder == "." ? name : "\(folder)/\(name)"
  }

  private var folder: String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  /// The sweep's name: the file's, as far as names go.
  private var name: String {
    let stem = (path.split(separator: "/").last ?? "").split(separator: ".").first ?? ""
    let plain = String(
      stem.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) })
    return SweepName.isValid(plain) ? plain : "first"
  }

  private var taken: Failure {
    let other = path.hasSuffix(".json") ? "\(path.dropLast(5))-2.json" : "\(path)-2.json"
    let more = program.map { " --program '\($0)'" } ?? ""
    return Failure(
      .input, "\(path) is there already", safe: "nothing was written; it is as it was",
      next: "sweep init \(other)\(more), or: sweep plan \(path)")
  }

  /// A file that came meanwhile is not replaced either.
  private func write(_ text: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw taken }
      throw Failure(
        .input, "\(path): \(String(cString: strerror(errno)))", safe: "nothing was written",
        next: "sweep init FILE, with a file in a folder that you may write to")
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }
}

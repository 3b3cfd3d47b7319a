import ArgumentParser
import Experiments
import Foundation

/// A spec and what is put over it.
struct SpecOptions: ParsableArguments {
  @Argument(
    help: "The sweep's specification, a JSON file.", completion: .file(extensions: ["json"]))
  var spec: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Put a setting over the spec's: train.epochs=5; a list makes an axis.", valueName: "a.b=V"))
  var settings: [String] = []

  @Option(help: "A data file in place of all the spec's sources.", completion: .file())
  var data: String?

  @Option(help: "Refuse a larger plan (default: 1000000).")
  var maxRuns: Int?

  /// The most runs a plan may have.
  var mostRuns: Int {
    maxRuns ?? Variables.maxRuns ?? 1_000_000
  }

  func validate() throws {
    try Variables.check()
    if data == "" { throw ValidationError("--data: an empty name names nothing") }
  }

  /// Reads and checks the spec.
  func decode() throws -> SweepSpec {
    let overrides = try settings.map { try SettingOverride(parsing: $0) }
    return try SweepSpec.decode(try bytes(), file: spec, overrides: overrides)
  }

  /// Which data the spec is to run on.
  func choice(for decoded: SweepSpec) throws -> DataChoice {
    let folder = URL(fileURLWithPath: spec).deletingLastPathComponent().path
    if let data { return DataChoice(file: data, because: "--data", name: decoded.name) }
    if let data = Console.place("SWEEP_DATA") {
      return DataChoice(file: data, because: "SWEEP_DATA", name: decoded.name)
    }
    return try DataChoice(of: decoded, folder: folder)
  }

  private func bytes() throws -> [UInt8] {
    let descriptor = open(spec, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(errno) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    // One byte more than a spec may have: whatever the file is, no more of it is read.
    guard let bytes = try? handle.read(upToCount: JSONReader.maxBytes + 1) ?? Data() else {
      throw unreadable(errno)
    }
    return [UInt8](bytes)
  }

  private func unreadable(_ error: Int32) -> Failure {
    let isWant = [EMFILE, ENFILE, ENOMEM].contains(error)
    let reason =
      error == ENOENT ? "no such file" : "cannot be read: \(String(cString: strerror(error)))"
    return Failure(
      isWant ? .wantOfResource : .input, "\(spec): \(reason)",
      safe: "nothing was started and nothing was written",
      next: isWant
        ? "the same command with more files allowed (ulimit -n)"
        : "name a spec, such as experiments/paper.json")
  }
}

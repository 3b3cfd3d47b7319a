import Foundation

/// Builds of the program with one protection taken away each, and the faults that tell.
///
/// They are built in a copy of the package. What was built before is only valid at its own path, so
/// root mounts the copy there, for the compiler alone; without root everything is compiled again.
public struct Mutants {
  /// What came of one.
  private struct Result: Codable {
    let mutation: String
    let fault: String
    let shots: Int
    let violation: String?
  }

  private let folder: String
  private let package = FileManager.default.currentDirectoryPath
  private var results: String { "\(folder)/results.jsonl" }
  private var copy: String { "\(folder)/package" }

  /// - Parameter folder: Where copy, builds and results go.
  public init(folder: String) {
    self.folder = URL(filePath: folder).path
  }

  /// Builds each that has no result yet, and lets the faults at it that should tell.
  ///
  /// - Throws: ``HarnessError`` where a text to be replaced is not there exactly once, or the build
  ///   fails: then the list of mutations is out of date.
  public func run(_ say: (String) -> Void) throws {
    try makeCopy()
    try Mutation.all.forEach(check)
    let known = Set(entries.map(\.mutation))
    for mutation in Mutation.all where !known.contains(mutation.name) {
      say("mutation \(mutation.name): building")
      let program = try build(mutation)
      for line in try torture(mutation, program) { say(line) }
    }
  }

  /// Markdown lines on what was tried; none if nothing was.
  public var lines: [String] {
    let entries = entries
    if entries.isEmpty { return [] }
    let rows = Mutation.all.flatMap { mutation in
      entries.filter { $0.mutation == mutation.name }.map { entry in
        "| \(mutation.title) | `\(entry.fault)` | "
          + (entry.violation.map { "red: \(cell($0))" } ?? "green in \(entry.shots) shots")
          + " |"
      }
    }
    return [
      "\n## Protections taken away, one at a time (`make torture ARGS=--mutations`)\n",
      "| Taken away | Fault | Came out |", "|---|---|---|",
    ] + rows
  }

  /// The beginning of a violation's first line, as a table's cell; paths from the scene's folder on.
  private func cell(_ violation: String) -> String {
    let line = violation.replacing("\(folder)/bench/", with: "").split(separator: "\n").first ?? ""
    return String(line.prefix(120)).replacing("|", with: "\\|")
  }

  private var entries: [Result] {
    let data = FileManager.default.contents(atPath: results) ?? Data()
    return data.split(separator: 10).compactMap { try? JSONDecoder().decode(Result.self, from: $0) }
  }

  // MARK: - Parts

  /// What was built is copied once, the sources every time: they may have changed since.
  private func makeCopy() throws {
    let isNew = access("\(copy)/Package.swift", F_OK) != 0
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
    let sources = "Package.swift Package.resolved Sources Tests"
    // Pieces of links' targets are kept; the torture's own folder is not copied into itself.
    let parts = isNew ? "\(sources) .build" : sources
    let left = ".build/torture .build/fuzz .build/address .build/thread".split(separator: " ")
      .map { "--exclude=\($0)" }.joined(separator: " ")
    try Tool.require([
      "sh", "-c",
      "cd '\(copy)' && rm -rf \(sources) && tar -C '\(package)' \(left) -cf - \(parts) | tar -xf -",
    ])
  }

  private func check(_ mutation: Mutation) throws {
    let text = try String(contentsOfFile: "\(package)/\(mutation.file)", encoding: .utf8)
    let count = text.ranges(of: mutation.old).count
    guard count == 1 else {
      throw HarnessError(
        "mutation \(mutation.name): its text is \(count) times in \(mutation.file)")
    }
  }

  private func build(_ mutation: Mutation) throws -> String {
    let source = try String(contentsOfFile: "\(package)/\(mutation.file)", encoding: .utf8)
    let file = "\(copy)/\(mutation.file)"
    try source.replacing(mutation.old, with: mutation.new)
      .write(toFile: file, atomically: false, encoding: .utf8)
    defer { try? source.write(toFile: file, atomically: false, encoding: .utf8) }
    // Mounted there it is another folder of builds than the one SwiftPM may be at work in.
    let command =
      "swift build --ignore-lock -c release -Xswiftc -enable-testing --product sweep -j 1"
    let script =
      geteuid() == 0
      ? "mount --bind '\(copy)' '\(package)' && cd '\(package)' && \(command)"
      : "cd '\(copy)' && \(command)"
    let wrapper = geteuid() == 0 ? ["unshare", "-m", "--propagation", "private"] : []
    let child = try Child(
      Command(
        words: wrapper + ["sh", "-c", script], folder: "/", output: "\(folder)/build.log",
        errors: "\(folder)/build.log"))
    guard child.wait(seconds: 3600) == .code(0) else {
      throw HarnessError("mutation \(mutation.name) cannot be built; see \(folder)/build.log")
    }
    let program = "\(folder)/sweep-\(mutation.name)"
    unlink(program)
    try FileManager.default.copyItem(atPath: "\(copy)/.build/release/sweep", toPath: program)
    return program
  }

  private func torture(_ mutation: Mutation, _ program: String) throws -> [String] {
    let bench = try Bench(program: program, folder: "\(folder)/bench")
    return try mutation.faults.compactMap { name, shots in
      guard let fault = Catalogue.all.first(where: { $0.name == name }),
        fault.isPossible(here: bench.machine) == .possible
      else { return nil }
      let result = try firstViolation(fault, shots: shots, bench, mutation)
      try note(result)
      return
        "mutation \(mutation.name), \(name): \(result.violation.map { "red: \($0)" } ?? "green")"
    }
  }

  private func firstViolation(
    _ fault: any Fault, shots: Int, _ bench: Bench, _ mutation: Mutation
  ) throws -> Result {
    for number in 1...shots {
      let shot = Shot(seed: 1, number: number, fault: fault.name)
      let verdict = try fault.inject(shot, bench)
      guard verdict.violations.isEmpty else {
        return Result(
          mutation: mutation.name, fault: fault.name, shots: number,
          violation: verdict.violations[0].description)
      }
      if verdict.isLast { break }
    }
    return Result(mutation: mutation.name, fault: fault.name, shots: shots, violation: nil)
  }

  private func note(_ result: Result) throws {
    let old = FileManager.default.contents(atPath: results) ?? Data()
    try (old + JSONEncoder().encode(result) + Data("\n".utf8))
      .write(to: URL(filePath: results), options: .atomic)
  }
}

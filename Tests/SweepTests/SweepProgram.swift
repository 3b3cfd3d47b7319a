import Foundation

/// The built command, run in a folder of its own that goes with the value.
final class SweepProgram: Sendable {
  /// What a run of the command came to.
  struct Outcome {
    /// The exit code, or minus the signal that ended it.
    let code: Int32
    let output: String
    let errors: String
  }

  /// Where it runs.
  let folder: URL

  /// Makes a folder with a spec in it.
  init(spec: String = SweepProgram.spec()) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "sweep-tests-\(UUID().uuidString)").resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write(spec, to: "tiny.json")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A spec of runs that take well under a second each.
  static func spec(
    variants: String = #"["rnn"]"#, cells: String = #"["rnn", "gru"]"#, epochs: Int = 3,
    more: String = ""
  ) -> String {
    """
    {
      "name": "tiny",
      "dataset": { "sources": [{ "synthetic": { "sequences": 60, "seed": 0 } }] },
      "variants": \(variants), "cells": \(cells), "model": { "latent": 4, "hidden": 4 },
      "train": {
        "epochs": \(epochs), "batch_size": 8, "checkpoint_every": 3, "evaluate_every": 5,
        "figure_epochs": [0, 10]
      }\(more)
    }
    """
  }

  /// Runs the command to its end.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    try run(arguments, environment: environment)
  }

  /// Runs the command to its end.
  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    try start(arguments, environment).outcome()
  }

  /// Runs the command to its end; it and what it starts may have so much memory to write to and so
  /// much processor time each, and are refused more by the system.
  func run(_ arguments: [String], kilobytes: Int, seconds: Int) throws -> Outcome {
    let limits = "ulimit -d \(kilobytes) && ulimit -t \(seconds) && exec \"$0\" \"$@\""
    return try Started("/bin/sh", ["-c", limits, Self.executable] + arguments, in: folder, [:])
      .outcome()
  }

  /// Starts the command.
  func start(_ arguments: String...) throws -> Started { try start(arguments, [:]) }

  /// Starts the command.
  func start(_ arguments: [String]) throws -> Started { try start(arguments, [:]) }

  /// Runs a script of the shell to its end; `$0` in it is the command.
  func shell(_ script: String) throws -> Outcome {
    try Started(
      "/bin/sh", ["-c", script, Self.executable], in: folder, [:]
    ).outcome()
  }

  private func start(_ arguments: [String], _ variables: [String: String]) throws -> Started {
    try Started(Self.executable, arguments, in: folder, variables)
  }

  /// Whether runs have the ids and the values that are kept in the repository: those of processors
  /// with fused multiply-adds.
  static let hasUsualValues: Bool = {
    let about = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    return about.contains(" fma ")
  }()

  /// The command, beside the tests' own program.
  static var executable: String {
    let tests = Bundle.main.executablePath ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: tests).deletingLastPathComponent().appending(path: "sweep").path
  }
}

extension SweepProgram {
  /// Writes a file of the folder.
  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: path))
  }

  /// The content of a file of the folder.
  func content(_ path: String) throws -> Data {
    try Data(contentsOf: folder.appending(path: path))
  }

  /// Whether a file is there.
  func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  /// The files below a folder that end so, with their content.
  func files(in path: String, ending endings: [String]) throws -> [String: Data] {
    let root = folder.appending(path: path)
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
      .filter { name in endings.contains { name.hasSuffix($0) } }
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: root.appending(path: $0))) })
  }

  /// The ids of a spec's runs, in the plan's order.
  func ids(_ spec: String = "tiny.json", _ more: String...) throws -> [String] {
    struct Plan: Decodable {
      struct Run: Decodable { let id: String }
      let runs: [Run]
    }
    let output = try run(["plan", spec, "--json"] + more).output
    return try JSONDecoder().decode(Plan.self, from: Data(output.utf8)).runs.map(\.id)
  }

  /// The epoch of a run's newest checkpoint file; -1 without any.
  func newestCheckpoint(in path: String) -> Int {
    let folder = folder.appending(path: "\(path)/checkpoints").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { $0.split { "_.".contains($0) }.dropFirst().first.flatMap { Int($0) } }
      .max() ?? -1
  }
}

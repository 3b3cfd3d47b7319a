import Experiments
import Foundation

/// Reads a profile strictly: all that is wrong at once, each with its place.
struct ProfileReader {
  private let file: String
  private let folder: String
  private var problems: [SpecError.Problem] = []
  private var lines: [String: Int] = [:]

  static let keys = [
    "$schema", "executor", "save", "store", "sbatch", "setup", "environment", "task_minutes",
    "max_minutes", "at_a_time", "max_tasks", "look_seconds", "hosts",
  ]

  init(file: String) {
    self.file = file
    folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
  }

  mutating func read(_ bytes: [UInt8]) throws(SpecError) -> Profile {
    let root = try JSONReader.read(bytes, file: file)
    guard case .object(let members) = root.value else {
      throw SpecError([problem(.wrongType, root, "", found: "no object", ["an object"])])
    }
    checkKeys(members)
    lines = Dictionary(members.map { ($0.key, $0.place.line) }, uniquingKeysWith: { $1 })
    let profile = profile(
      Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 }), root)
    guard problems.isEmpty, let profile else { throw SpecError(problems) }
    return profile
  }

  private mutating func profile(_ nodes: [String: JSONNode], _ root: JSONNode) -> Profile? {
    let executor = executor(nodes["executor"], root)
    let sbatch = options(nodes["sbatch"])
    let hosts = texts(nodes["hosts"], "hosts")
    if let executor { check(executor, nodes, hosts, root) }
    return Profile(
      file: file, executor: executor ?? .local, save: path(nodes["save"], "save"),
      store: path(nodes["store"], "store"), sbatch: sbatch, setup: texts(nodes["setup"], "setup"),
      environment: variables(nodes["environment"]),
      taskMinutes: number(nodes["task_minutes"], "task_minutes", 0.01...1e6) ?? 30,
      maxMinutes: number(nodes["max_minutes"], "max_minutes", 3...1e6) ?? 720,
      atATime: whole(nodes["at_a_time"], "at_a_time", 1...100_000) ?? 64,
      maxTasks: whole(nodes["max_tasks"], "max_tasks", 1...100_000) ?? 1000,
      lookSeconds: number(nodes["look_seconds"], "look_seconds", 1...3600) ?? 60, hosts: hosts,
      lines: lines)
  }

  private mutating func executor(_ node: JSONNode?, _ root: JSONNode) -> Profile.Executor? {
    let allowed = Profile.Executor.allCases.map(\.rawValue)
    guard let node else {
      problems.append(problem(.missingKey, root, "executor", found: "no executor", allowed))
      return nil
    }
    guard case .string(let text) = node.value else {
      problems.append(problem(.wrongType, node, "executor", found: "no text", allowed))
      return nil
    }
    guard let executor = Profile.Executor(rawValue: text) else {
      problems.append(
        problem(
          .unknownWord, node, "executor", found: Self.quoted(text), allowed,
          suggestion: Suggestion.nearest(to: text, among: allowed)))
      return nil
    }
    return executor
  }

  private mutating func check(
    _ executor: Profile.Executor, _ nodes: [String: JSONNode], _ hosts: [String], _ root: JSONNode
  ) {
    if executor != .slurm, let node = nodes["sbatch"] {
      problems.append(
        problem(
          .unknownSetting, node, "sbatch", found: "options for sbatch",
          note: "they are for \"executor\": \"slurm\""))
    }
    if executor == .ssh, hosts.isEmpty {
      problems.append(
        problem(
          .missingKey, nodes["hosts"] ?? root, "hosts", found: "no machines",
          ["names as ssh knows them, with how many tasks each takes: \"8/node1\""]))
    }
    if executor != .ssh, let node = nodes["hosts"] {
      problems.append(
        problem(
          .unknownSetting, node, "hosts", found: "machines",
          note: "they are for \"executor\": \"ssh\""))
    }
  }

  private mutating func checkKeys(_ members: [JSONNode.Member]) {
    for member in members where !Self.keys.contains(member.key) {
      problems.append(
        SpecError.Problem(
          .unknownKey, at: member.place, in: file, path: member.key, found: Self.quoted(member.key),
          allowed: Self.keys, suggestion: Suggestion.nearest(to: member.key, among: Self.keys)))
    }
  }

  // MARK: - Values

  private mutating func options(_ node: JSONNode?) -> [Profile.Option] {
    elements(node, "sbatch").compactMap { index, node in
      guard let text = text(node, "sbatch[\(index)]") else { return nil }
      let option = Profile.Option(
        text: text.trimmingCharacters(in: .whitespaces), line: node.place.line)
      if let why = OwnOptions.refusal(of: option.name) {
        problems.append(
          problem(
            .outOfRange, node, "sbatch[\(index)]", found: Self.quoted(text),
            note: "this option is the program's own: \(why)"))
      } else if !text.hasPrefix("-") || text.utf8.contains(where: { $0 < 0x20 }) {
        problems.append(
          problem(
            .outOfRange, node, "sbatch[\(index)]", found: Self.quoted(text),
            ["an option with its value in one text: \"--partition=cpu\""]))
      }
      return option
    }
  }

  private mutating func variables(_ node: JSONNode?) -> [String] {
    let names = texts(node, "environment")
    for name in names where !Self.isVariable(name) {
      problems.append(
        problem(
          .badName, node ?? JSONNode(place: TextPlace(line: 1, column: 1), value: .null),
          "environment", found: Self.quoted(name), ["names of variables, without values"]))
    }
    return names
  }

  private static func isVariable(_ name: String) -> Bool {
    // These three mean something else to sbatch: ALL would let all variables go.
    !["ALL", "NONE", "NIL"].contains(name)
      && name.wholeMatch(of: #/[A-Za-z_][A-Za-z0-9_]*/#) != nil
  }

  private mutating func texts(_ node: JSONNode?, _ path: String) -> [String] {
    elements(node, path).compactMap { index, node in text(node, "\(path)[\(index)]") }
  }

  private mutating func elements(_ node: JSONNode?, _ path: String) -> [(Int, JSONNode)] {
    guard let node else { return [] }
    guard case .array(let nodes) = node.value else {
      problems.append(problem(.wrongType, node, path, found: "no list", ["a list of texts"]))
      return []
    }
    return Array(nodes.enumerated().map { ($0.offset, $0.element) })
  }

  private mutating func text(_ node: JSONNode, _ path: String) -> String? {
    guard case .string(let text) = node.value, !text.isEmpty, !text.contains("\n") else {
      problems.append(problem(.wrongType, node, path, found: "no line of text", ["a text"]))
      return nil
    }
    return text
  }

  /// A path as it is meant: relative ones count from the profile's folder.
  private mutating func path(_ node: JSONNode?, _ key: String) -> String? {
    guard let node, let text = text(node, key) else { return nil }
    let expanded =
      text == "~" || text.hasPrefix("~/")
      ? (ProcessInfo.processInfo.environment["HOME"] ?? "~") + text.dropFirst() : text
    return expanded.hasPrefix("/")
      ? expanded : URL(fileURLWithPath: folder).appending(path: expanded).standardizedFileURL.path
  }

  private mutating func number(
    _ node: JSONNode?, _ path: String, _ range: ClosedRange<Double>
  ) -> Double? {
    guard let node else { return nil }
    guard case .number(let number) = node.value, range.contains(number.value) else {
      problems.append(
        problem(
          .outOfRange, node, path, found: Self.words(node),
          ["a number from \(Self.short(range.lowerBound)) to \(Self.short(range.upperBound))"]))
      return nil
    }
    return number.value
  }

  private mutating func whole(_ node: JSONNode?, _ path: String, _ range: ClosedRange<Int>) -> Int?
  {
    guard let node else { return nil }
    guard case .number(let number) = node.value, let value = number.integer, range.contains(value)
    else {
      problems.append(
        problem(
          .outOfRange, node, path, found: Self.words(node),
          ["a whole number from \(range.lowerBound) to \(range.upperBound)"]))
      return nil
    }
    return value
  }

  // MARK: - Words

  private func problem(
    _ code: SpecError.Problem.Code, _ node: JSONNode, _ path: String, found: String,
    _ allowed: [String] = [], suggestion: String? = nil, note: String? = nil
  ) -> SpecError.Problem {
    SpecError.Problem(
      code, at: node.place, in: file, path: path, found: found, allowed: allowed,
      suggestion: suggestion, note: note)
  }

  private static func words(_ node: JSONNode) -> String {
    switch node.value {
    case .number(let number): number.text
    case .string(let text): quoted(text)
    case .null, .bool, .array, .object: "no number"
    }
  }

  private static func quoted(_ text: String) -> String { "\"\(text.prefix(80))\"" }

  private static func short(_ number: Double) -> String {
    number == number.rounded() ? "\(Int(number))" : "\(number)"
  }
}

extension Profile {
  /// Reads a profile.
  ///
  /// - Parameters:
  ///   - bytes: Its text.
  ///   - file: Its path; relative paths in it count from its folder.
  /// - Throws: `SpecError` with all that is wrong.
  public static func read(_ bytes: [UInt8], file: String) throws(SpecError) -> Profile {
    var reader = ProfileReader(file: file)
    return try reader.read(bytes)
  }
}

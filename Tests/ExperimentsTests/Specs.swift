import Foundation
import Letters
import Testing

@testable import Experiments

/// Small specs for tests, and where the shipped ones are.
enum Specs {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("experiments")

  static let data = DatasetIdentity(fingerprint: String(repeating: "ab", count: 32), splitSeed: 0)

  /// A spec of a name, one synthetic source and more members.
  static func text(_ members: String, name: String = "t") -> String {
    """
    {"name": "\(name)", "dataset": {"sources": [{"synthetic": {}}]}, \(members)}
    """
  }

  static func decode(_ text: String, set: [String] = []) throws -> SweepSpec {
    let overrides = try set.map { try SettingOverride(parsing: $0) }
    return try SweepSpec.decode(
      Array(text.utf8), file: "t.json", overrides: overrides, trainers: .letters)
  }

  static func shipped(_ name: String) throws -> SweepSpec {
    let data = try Data(contentsOf: folder.appendingPathComponent("\(name).json"))
    return try SweepSpec.decode([UInt8](data), file: "\(name).json", trainers: .letters)
  }

  /// The problems of a text that must not be a spec.
  static func problems(_ text: String, set: [String] = []) -> [SpecError.Problem] {
    do {
      _ = try decode(text, set: set)
      return []
    } catch {
      return (error as? SpecError)?.problems ?? []
    }
  }

  static func plan(_ text: String, set: [String] = []) throws -> Plan {
    let spec = try decode(text, set: set)
    return try Plan(spec, name: spec.name, dataset: data, engine: 1)
  }

  static func labels(_ text: String, set: [String] = []) throws -> [String] {
    try plan(text, set: set).runs.map(\.label)
  }
}

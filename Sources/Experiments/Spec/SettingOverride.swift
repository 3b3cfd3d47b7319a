/// A setting on the command line: `--set train.epochs=5`.
public struct SettingOverride: Hashable, Sendable {
  /// What is set: `train.epochs`.
  public let path: String
  /// To what: JSON, or else a string.
  public let value: String

  /// Reads `path=value`. Whether there is such a setting, the spec's decoding tells.
  ///
  /// - Throws: ``SpecError`` where there is no path or no `=`.
  public init(parsing text: String) throws(SpecError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      let problem = SpecError.Problem(
        .badOverride, in: "--set \(SpecError.shortened(text))", found: "found no setting and value",
        allowed: ["path=value, as in train.epochs=5"])
      throw SpecError([problem])
    }
    self.path = String(parts[0])
    self.value = String(parts[1])
  }

  /// What errors call it.
  var name: String { "--set \(SpecError.shortened("\(path)=\(value)"))" }

  /// Every path that may be set.
  public static let paths: [String] =
    ["name", "dataset.sources", "dataset.split_seed", "variants", "cells", "seeds", "output"]
    + Setting.allCases.map(\.rawValue) + Setting.allCases.map { "axes.\($0.rawValue)" }
}

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
}

extension Manifest {
  /// The keys of a spec under which a parameter stands.
  func keys(of parameter: ParameterDeclaration) -> [String] {
    (takesData ? [] : [Self.programKey]) + parameter.path.split(separator: ".").map(String.init)
  }

  /// Under which a program's parameters stand.
  static let programKey = "parameters"

  /// The keys at the top of a spec that say how its space is cut, searched and judged.
  static let searchKeys = ["zip", "exclude", "only", "search", "select", "claims"]

  /// What may be set within them.
  static let searchPaths = [
    "search.method", "search.trials", "search.seed", "search.round", "search.metric",
    "search.failures", "search.halving", "search.halving.metric", "search.halving.factor",
    "search.halving.from", "select.metric", "select.per", "select.then", "select.then.seeds",
  ]

  private static let dataPaths = [
    "dataset.sources", "dataset.split_seed", "dataset.kind", "dataset.channels",
    "dataset.validation",
  ]

  /// Every path that may be set.
  var paths: [String] {
    let paths = settings.map(\.path)
    return ["name"] + (takesData ? Self.dataPaths : [])
      + spelled.compactMap(\.spelling?.key) + ["seeds", "output"] + paths
      + Self.searchKeys + Self.searchPaths
      + paths.map { takesData ? "axes.\($0)" : "\(Self.programKey).\($0)" }
  }
}

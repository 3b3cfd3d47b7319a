import Experiments

extension Export {
  /// The parameters of a run, and what else makes it the one it is, as members of a JSON object,
  /// named as the columns of ``csv(_:)``.
  ///
  /// - Parameters:
  ///   - configuration: What counts.
  ///   - uncounted: What does not.
  ///   - manifest: What the trainer declares.
  /// - Returns: Names and values, sorted by name.
  public static func settings(
    of configuration: Configuration, uncounted: ParameterValues, _ manifest: Manifest
  ) -> [(name: String, json: String)] {
    let paths = Set(manifest.settings.map(\.path) + manifest.words.facts.map(\.path))
    return manifest.exportColumns().compactMap { column -> (name: String, json: String)? in
      guard case .value(let path) = column.source, paths.contains(path) else { return nil }
      let value = configuration[path] ?? uncounted[path] ?? manifest.parameter(path)?.neutral
      return (column.name, json(.value(value)))
    }.sorted { $0.name < $1.name }
  }
}

import Experiments

extension Export {
  /// What else makes a run the one it is, parameters and seed apart.
  static func identity(of configuration: Configuration) -> [(name: String, value: ExportValue)] {
    [
      ("split_seed", .value(configuration["dataset.split_seed"])),
      ("fingerprint", .value(configuration["dataset.fingerprint"])),
      ("numeric_contract", .value(configuration["engine"])),
    ]
  }

  /// The settings of a run as members of a JSON object, named as the columns of ``csv(_:)``.
  ///
  /// - Returns: Names and values, sorted by name.
  public static func settings(
    of configuration: Configuration, checkpointEvery: Int?
  ) -> [(name: String, json: String)] {
    let settings = Manifest.letters.settings.map { parameter -> (String, ExportValue) in
      parameter.counts
        ? (parameter.key, .value(configuration[parameter.path]))
        : (parameter.key, .whole(checkpointEvery))
    }
    return (settings + identity(of: configuration)).map { ($0.0, json($0.1)) }
      .sorted { $0.0 < $1.0 }
  }
}

import Experiments

extension Export {
  /// A setting's value of a run, whether it is an axis of its sweep or not.
  static func value(
    _ setting: Setting, of configuration: Configuration, checkpointEvery: Int?
  ) -> ExportValue {
    let (model, train) = (configuration.model, configuration.train)
    return switch setting {
    case .latent: .whole(model.latent)
    case .hidden: .whole(model.hidden)
    case .epochs: .whole(train.epochs)
    case .batchSize: .whole(train.batchSize)
    case .learningRate: .number(train.learningRate)
    case .shuffle: .flag(train.shuffle)
    case .checkpointEvery: .whole(checkpointEvery)
    case .figureEpochs: .list(train.figureEpochs)
    case .evaluateEvery: .whole(train.evaluateEvery)
    }
  }

  /// What else makes a run the one it is, variant and seed apart.
  static func identity(of configuration: Configuration) -> [(name: String, value: ExportValue)] {
    [
      ("split_seed", .whole(configuration.dataset.splitSeed)),
      ("fingerprint", .text(configuration.dataset.fingerprint)),
      ("numeric_contract", .whole(configuration.engine)),
    ]
  }

  /// The settings of a run as members of a JSON object, named as the columns of ``csv(_:)``.
  ///
  /// - Returns: Names and values, sorted by name.
  public static func settings(
    of configuration: Configuration, checkpointEvery: Int?
  ) -> [(name: String, json: String)] {
    let settings = Setting.allCases.map { setting in
      (setting.key, value(setting, of: configuration, checkpointEvery: checkpointEvery))
    }
    return (settings + identity(of: configuration)).map { ($0.0, json($0.1)) }
      .sorted { $0.0 < $1.0 }
  }
}

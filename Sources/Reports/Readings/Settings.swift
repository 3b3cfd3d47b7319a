import Experiments

/// A configuration's settings as paths and texts, in the order of a spec.
enum Settings {
  /// Every setting, the variant but for its label.
  static func all(_ configuration: Configuration) -> [(path: String, text: String)] {
    let (model, train) = (configuration.model, configuration.train)
    return [
      ("variant", configuration.variant.label),
      ("seed", "\(configuration.seed)"),
      ("model.latent", "\(model.latent)"),
      ("model.hidden", model.hidden.map { "\($0)" } ?? NumberText.missing),
      ("train.epochs", "\(train.epochs)"),
      ("train.batch_size", "\(train.batchSize)"),
      ("train.learning_rate", NumberText.exact(train.learningRate)),
      ("train.shuffle", "\(train.shuffle)"),
      ("train.figure_epochs", train.figureEpochs.map { "\($0)" }.joined(separator: " ")),
      ("train.evaluate_every", "\(train.evaluateEvery)"),
      ("dataset.split_seed", "\(configuration.dataset.splitSeed)"),
      ("dataset.fingerprint", String(configuration.dataset.fingerprint.prefix(12))),
      ("engine", "\(configuration.engine)"),
    ]
  }

  /// Which settings differ between runs of one variant: a sweep's axes. Variant and seed are not
  /// among them, nor figure epochs, which follow from the epochs.
  static func axes(of configurations: [Configuration]) -> [String] {
    var first: [Variant: [(path: String, text: String)]] = [:]
    var differing: Set<String> = []
    for configuration in configurations {
      let settings = all(configuration)
      guard let other = first[configuration.variant] else {
        first[configuration.variant] = settings
        continue
      }
      for (one, two) in zip(settings, other) where one.text != two.text {
        differing.insert(one.path)
      }
    }
    guard let order = configurations.first.map(all) else { return [] }
    let apart: Set = ["variant", "seed", "train.figure_epochs"]
    return order.map(\.path).filter { differing.contains($0) && !apart.contains($0) }
  }

  /// The text of one setting.
  static func text(_ path: String, of configuration: Configuration) -> String {
    all(configuration).first { $0.path == path }?.text ?? NumberText.missing
  }
}

/// One value for each setting: what a run has where no axis says otherwise.
public struct Settings: Hashable, Sendable {
  /// Width of the embedding; `nil` where the family's own is meant.
  public var latent: Int?
  /// Width of the recurrent state.
  public var hidden = 128
  /// Passes over the train set.
  public var epochs = 300
  /// Sequences in a batch.
  public var batchSize = 64
  /// Adam's step size.
  public var learningRate = 2e-4
  /// Whether each epoch has an order of its own.
  public var shuffle = true
  /// A checkpoint every so many epochs.
  public var checkpointEvery = 10
  /// States whose reconstructions are drawn, as the spec has them.
  public var figureEpochs = [0]
  /// An evaluation every so many epochs.
  public var evaluateEvery = 10

  /// The published experiment's settings.
  public init() {}

  /// The value of a setting; `nil` where the family's own is meant.
  public subscript(setting: Setting) -> SettingValue? {
    switch setting {
    case .latent: latent.map { .integer($0) }
    case .hidden: .integer(hidden)
    case .epochs: .integer(epochs)
    case .batchSize: .integer(batchSize)
    case .learningRate: .number(learningRate)
    case .shuffle: .flag(shuffle)
    case .checkpointEvery: .integer(checkpointEvery)
    case .figureEpochs: .epochs(figureEpochs)
    case .evaluateEvery: .integer(evaluateEvery)
    }
  }

  /// The same with one setting changed.
  ///
  /// - Precondition: The value is of the setting's kind.
  public func setting(_ setting: Setting, to value: SettingValue) -> Settings {
    var copy = self
    switch (setting, value) {
    case (.latent, .integer(let value)): copy.latent = value
    case (.hidden, .integer(let value)): copy.hidden = value
    case (.epochs, .integer(let value)): copy.epochs = value
    case (.batchSize, .integer(let value)): copy.batchSize = value
    case (.learningRate, .number(let value)): copy.learningRate = value
    case (.shuffle, .flag(let value)): copy.shuffle = value
    case (.checkpointEvery, .integer(let value)): copy.checkpointEvery = value
    case (.figureEpochs, .epochs(let value)): copy.figureEpochs = value
    case (.evaluateEvery, .integer(let value)): copy.evaluateEvery = value
    default: preconditionFailure("Settings: \(setting) is \(setting.kind), not \(value)")
    }
    return copy
  }
}

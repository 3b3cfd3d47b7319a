import Experiments

extension Run {
  private static let checkpointPath = "train.checkpoint_every"

  /// A checkpoint is written every so many epochs, at figure epochs and when asked to stop.
  public var checkpointEvery: Int { uncounted[Self.checkpointPath]?.integer ?? 1 }

  /// Makes a letters' run.
  public init(
    id: String, label: String, configuration: Configuration, folder: String, checkpointEvery: Int
  ) {
    self.init(
      id: id, label: label, configuration: configuration, folder: folder,
      uncounted: ParameterValues([.init(Self.checkpointPath, .whole(checkpointEvery))]))
  }

  /// Makes a letters' run; its id is its configuration's.
  public init(label: String, configuration: Configuration, folder: String, checkpointEvery: Int) {
    self.init(
      id: configuration.id, label: label, configuration: configuration, folder: folder,
      checkpointEvery: checkpointEvery)
  }
}

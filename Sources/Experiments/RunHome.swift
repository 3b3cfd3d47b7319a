/// The folder of a run's own files, by its id: `runs/<id>` in the save folder. Its checkpoints and
/// its log lie there, whatever the sweeps that ask for it call it.
public struct RunHome: Hashable, Sendable {
  /// The folder's path, relative to the save folder.
  public let path: String

  /// The home of a run.
  ///
  /// - Parameter root: The folder of all homes that a store writes to, relative to the save folder.
  public init(of id: String, in root: String) {
    path = "\(root)/\(id)"
  }

  /// Names the home at a path.
  public init(path: String) {
    self.path = path
  }

  /// The folder of its checkpoints.
  public var checkpoints: String { "\(path)/checkpoints" }
  /// What its workers wrote.
  public var log: String { "\(path)/log.txt" }

  /// The file of a state's checkpoint.
  public func checkpoint(epoch: Int, batch: Int) -> String {
    "\(checkpoints)/\(Checkpoint.name(epoch: epoch, batch: batch))"
  }

  /// Whether a checkpoint's file lies here.
  public func holds(_ checkpoint: Checkpoint) -> Bool {
    checkpoint.file.hasPrefix("\(checkpoints)/")
  }
}

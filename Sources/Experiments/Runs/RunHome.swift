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

  /// Whether a path, relative to the save folder, is a home of whatever store or lies in one: no
  /// spec's `output` may give it. In lower case too, as some file systems take it.
  public static func isHome(_ path: String) -> Bool {
    let parts = path.lowercased().split(separator: "/")
    return parts.count > 1 && (parts[0] == "runs" || parts[0].hasPrefix("runs-"))
      && parts[1].utf8.count == 32
      && parts[1].utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  /// The folder of its checkpoints.
  public var checkpoints: String { "\(path)/checkpoints" }
  /// What its workers wrote.
  public var log: String { "\(path)/log.txt" }

  /// The folder in which a program writes in an attempt.
  public func attempt(_ number: Int) -> String { "\(path)/\(Self.attemptPrefix)\(number)" }
  /// With what the names of such folders begin.
  public static let attemptPrefix = "attempt_"

  /// The file of a state's checkpoint.
  public func checkpoint(epoch: Int, batch: Int) -> String {
    "\(checkpoints)/\(Checkpoint.name(epoch: epoch, batch: batch))"
  }

  /// Whether a checkpoint's file lies here.
  public func holds(_ checkpoint: Checkpoint) -> Bool {
    checkpoint.file.hasPrefix("\(checkpoints)/")
  }
}

/// A checkpoint file and the state it holds.
public struct Checkpoint: Codable, Hashable, Sendable {
  /// Passes completed.
  public let epoch: Int
  /// Batches done of the pass after that; 0 at an epoch's end.
  public let batch: Int
  /// Path relative to the save folder.
  public let file: String
  /// SHA-256 of the file, in hexadecimal.
  public let sha256: String
  /// Size of the file.
  public let bytes: Int

  /// Makes a checkpoint's record.
  public init(epoch: Int, batch: Int, file: String, sha256: String, bytes: Int) {
    self.epoch = epoch
    self.batch = batch
    self.file = file
    self.sha256 = sha256
    self.bytes = bytes
  }
}

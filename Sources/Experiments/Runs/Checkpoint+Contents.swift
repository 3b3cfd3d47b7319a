extension Checkpoint {
  /// A checkpoint's record from its file's bytes.
  public init(epoch: Int, batch: Int, file: String, contents: [UInt8]) {
    self.init(
      epoch: epoch, batch: batch, file: file, sha256: Hexadecimal.sha256(contents),
      bytes: contents.count)
  }

  /// A checkpoint file's name: `epoch_50.safetensors`, or `epoch_12_batch_7.safetensors` within an
  /// epoch.
  public static func name(epoch: Int, batch: Int) -> String {
    "epoch_\(epoch)\(batch == 0 ? "" : "_batch_\(batch)").safetensors"
  }

  /// Whether a file's name is one of a checkpoint.
  public static func isName(_ name: String) -> Bool {
    name.hasPrefix("epoch_") && name.hasSuffix(".safetensors") || name.hasPrefix("step_")
  }

  /// The file's name without its folder.
  public var name: String { file.split(separator: "/").last.map(String.init) ?? file }

  /// The same state in another file of the same bytes.
  public func moved(to file: String) -> Checkpoint {
    Checkpoint(epoch: epoch, batch: batch, file: file, sha256: sha256, bytes: bytes)
  }

  /// Whether this state comes after another's in a run.
  public func isBeyond(epoch: Int, batch: Int) -> Bool {
    (self.epoch, self.batch) > (epoch, batch)
  }

  /// Whether these are the bytes that were recorded.
  public func matches(_ contents: [UInt8]) -> Bool {
    contents.count == bytes && Hexadecimal.sha256(contents) == sha256
  }
}

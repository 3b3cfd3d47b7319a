extension Checkpoint {
  /// A checkpoint's record from its file's bytes.
  public init(epoch: Int, batch: Int, file: String, contents: [UInt8]) {
    self.init(
      epoch: epoch, batch: batch, file: file, sha256: Hexadecimal.sha256(contents),
      bytes: contents.count)
  }

  /// Whether these are the bytes that were recorded.
  public func matches(_ contents: [UInt8]) -> Bool {
    contents.count == bytes && Hexadecimal.sha256(contents) == sha256
  }
}

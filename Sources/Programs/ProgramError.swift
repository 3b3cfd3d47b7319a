import Files

/// What keeps any program from being run: the machine lacks something. The program is ended.
public struct ProgramError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened, with the file if there is one.
  public let description: String
  /// Whether a disk is full or failing, or there are no descriptors or processes left: what comes
  /// next would meet the same.
  public let isWantOfResource: Bool

  init(_ description: String, isWantOfResource: Bool) {
    self.description = description
    self.isWantOfResource = isWantOfResource
  }

  init(_ error: FileError) {
    self.init(error.description, isWantOfResource: error.isWantOfResource)
  }
}

/// A file of a report or of a run: where it goes and what is in it.
public struct ReportFile: Hashable, Sendable {
  /// Its path, relative to the folder it belongs to: `figures/loss.png`.
  public let path: String
  /// Its content.
  public let bytes: [UInt8]

  /// Makes a file's value; nothing is written.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Makes a file of text.
  init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}

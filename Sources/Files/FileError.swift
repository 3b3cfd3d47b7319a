import Foundation

/// A file that could not be written or read.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Its whole path.
  public let path: String
  /// The system's number for what was wrong.
  public let number: Int32
  /// What was wrong, in words.
  public let reason: String
  /// What could not be done: `write`, `read`, `make the folder`.
  public let deed: String

  init(_ deed: String, _ path: String, _ number: Int32 = errno, reason: String? = nil) {
    self.deed = deed
    self.path = path
    self.number = number
    self.reason = reason ?? Self.words(for: number)
  }

  /// Whether a disk is full or failing, or descriptors are: what comes next would meet the same.
  public var isWantOfResource: Bool {
    [ENOSPC, EDQUOT, EIO, EFBIG, EMFILE, ENFILE].contains(number)
  }

  /// What could not be done, to which file, and why.
  public var description: String { "cannot \(deed) \(path): \(reason)" }

  private static func words(for number: Int32) -> String {
    [ELOOP, ENOTDIR].contains(number)
      ? "a part of it is a symbolic link or not a folder; refusing"
      : String(cString: strerror(number))
  }
}

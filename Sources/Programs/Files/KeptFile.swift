/// A copy of a program's file.
public struct KeptFile: Hashable, Sendable {
  /// Its temporary path, relative to the folder that it was copied into.
  public let file: String
  /// How many bytes it has.
  public let bytes: Int
  /// Their SHA-256, in 64 hexadecimal digits.
  public let sha256: String
}

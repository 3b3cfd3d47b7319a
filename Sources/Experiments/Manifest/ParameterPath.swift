/// The rules of a parameter's path: keys with dots between them.
public enum ParameterPath {
  /// The rule of a key in words.
  static let rule = "1 to 100 of a-z, A-Z, digits, _ or -, not beginning with a digit or -"

  /// Whether a text may be a key of a path.
  public static func isKey(_ text: String) -> Bool {
    guard (1...100).contains(text.utf8.count), let first = text.utf8.first else { return false }
    let isOther = { (byte: UInt8) in byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) }
    return !isOther(first)
      && text.utf8.allSatisfy { isOther($0) || $0 == UInt8(ascii: "_") || isLetter($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// The last key: `learning_rate` of `train.learning_rate`.
  public static func key(of path: String) -> String {
    path.lastIndex(of: ".").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// All but the last key; empty where there is one alone.
  static func group(of path: String) -> String {
    path.lastIndex(of: ".").map { String(path[..<$0]) } ?? ""
  }
}

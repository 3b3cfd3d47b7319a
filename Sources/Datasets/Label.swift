/// What may stand as a letter's name, or another class's.
enum Label {
  /// More bytes of UTF-8 are no letter's name.
  static let longest = 64

  /// Whether `text` can name a letter: short, not empty, nothing invisible.
  static func isValid(_ text: String) -> Bool {
    (1...longest).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy { $0.value > 0x20 && !(0x7F...0xA0).contains($0.value) }
  }

  /// A whole number without the `.0` that writers of floating-point labels add: `2` for `2.0`.
  static func plain(_ text: String) -> String {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, Int(parts[0]) != nil, !parts[1].isEmpty,
      parts[1].allSatisfy({ $0 == "0" })
    else { return text }
    return String(parts[0])
  }
}

/// What may stand as a letter's name.
enum Label {
  /// More bytes of UTF-8 are no letter's name.
  static let longest = 64

  /// Whether `text` can name a letter: short, not empty, nothing invisible.
  static func isValid(_ text: String) -> Bool {
    (1...longest).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy { $0.value > 0x20 && !(0x7F...0xA0).contains($0.value) }
  }
}

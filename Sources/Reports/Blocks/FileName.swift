import Experiments

/// File names of harmless characters, made of labels.
enum FileName {
  /// The label itself where it is harmless, else what is harmless of it and the run's id.
  ///
  /// - Parameters:
  ///   - label: The run's label; it may hold anything.
  ///   - id: The run's id, which sets apart two labels of which the same is left.
  static func of(label: String, id: String) -> String {
    let name = harmless(label)
    let isPlain = name == label && (1...100).contains(label.utf8.count)
    return isPlain && !label.hasPrefix(".") && !label.hasSuffix(".png")
      ? label
      : "run-\(harmless(id).prefix(8))-\(name.prefix(80))"
  }

  /// The name itself where it is harmless, else what is harmless of it and some digits of its
  /// digest, so that two names never look alike.
  static func of(_ name: String) -> String {
    let kept = harmless(name)
    if kept == name, (1...60).contains(name.utf8.count), !name.hasPrefix(".") { return name }
    let digits = Hexadecimal.identifier(Array(name.utf8)).prefix(8)
    return "\(kept.prefix(40).drop { $0 == "." })-\(digits)"
  }

  private static func harmless(_ text: String) -> String {
    String(text.map { isHarmless($0) ? $0 : "_" })
  }

  private static func isHarmless(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || ".-_=,".contains(character))
  }
}

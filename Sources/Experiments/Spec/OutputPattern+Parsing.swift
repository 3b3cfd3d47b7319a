extension OutputPattern {
  /// What may not stand in a pattern, in words; and what was perhaps meant.
  struct Fault: Error, Hashable {
    let reason: String
    var suggestion: String?
  }

  /// Reads a pattern: relative, no empty or hidden part, no `..`, known placeholders only.
  ///
  /// - Throws: ``Fault`` with the first thing that may not stand there.
  init(parsing text: String, _ manifest: Manifest) throws(Fault) {
    try Self.check(text)
    var parts: [Part] = []
    var rest = text[...]
    while let opening = rest.firstIndex(of: "{") {
      if opening > rest.startIndex { parts.append(.text(String(rest[..<opening]))) }
      guard let closing = rest[opening...].firstIndex(of: "}") else {
        throw Fault(reason: "\"{\" has no \"}\"")
      }
      parts.append(
        .placeholder(try Self.placeholder(rest[opening..<closing].dropFirst(), manifest)))
      rest = rest[closing...].dropFirst()
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    try Self.checkBraces(parts)
    self.init(parts)
  }

  private static func placeholder(
    _ word: Substring, _ manifest: Manifest
  ) throws(Fault) -> String {
    let (word, known) = (String(word), manifest.placeholders)
    if known.contains(word) || manifest.parameter(word) != nil { return word }
    throw Fault(
      reason: "unknown placeholder {\(SpecError.shortened(word))}; there are "
        + known.map { "{\($0)}" }.joined(separator: " "),
      suggestion: Suggestion.nearest(to: word, among: known))
  }

  private static func check(_ text: String) throws(Fault) {
    guard (1...500).contains(text.utf8.count) else {
      throw Fault(reason: "a pattern has 1 to 500 bytes")
    }
    if text.hasPrefix("/") { throw Fault(reason: "it must be relative to the save folder") }
    guard text.utf8.allSatisfy({ RelativePath.allows($0) || "{}".utf8.contains($0) }) else {
      throw Fault(reason: "use a-z, A-Z, digits, . _ - , = / and placeholders")
    }
    for segment in text.split(separator: "/", omittingEmptySubsequences: false) {
      try check(segment: segment)
    }
  }

  private static func check(segment: Substring) throws(Fault) {
    if segment.isEmpty { throw Fault(reason: "a folder's name is empty") }
    if segment.contains("..") { throw Fault(reason: "it may not contain \"..\"") }
    guard RelativePath.isPlain(segment.utf8) else {
      throw Fault(reason: "a folder's name may not begin with . or -")
    }
  }

  private static func checkBraces(_ parts: [Part]) throws(Fault) {
    for case .text(let text) in parts where text.contains("}") {
      throw Fault(reason: "\"}\" has no \"{\"")
    }
  }
}

extension JSONReader {
  /// Reads one line of a program, which may have the numbers that JSON has not as Python's `json`
  /// writes them: `NaN`, `Infinity`, `-Infinity`.
  ///
  /// - Returns: The value; `nil` where the line is not JSON, or has a key twice.
  public static func read(line: [UInt8]) -> JSONNode? {
    var reader = JSONReader(line, source: 0, name: "")
    reader.takesNonFinite = true
    let node = try? reader.text()
    return reader.problems.isEmpty ? node : nil
  }

  /// Reads `NaN` or `Infinity`, whose minus sign is already read.
  mutating func nonFinite(isNegative: Bool = false) throws(SpecError) -> JSONNode.Number {
    let words: [(text: String, value: Double)] = [("NaN", .nan), ("Infinity", .infinity)]
    for word in words where bytes[index...].starts(with: word.text.utf8) {
      index += word.text.utf8.count
      return JSONNode.Number(
        text: (isNegative ? "-" : "") + word.text, value: isNegative ? -word.value : word.value)
    }
    throw unexpected("a value")
  }
}

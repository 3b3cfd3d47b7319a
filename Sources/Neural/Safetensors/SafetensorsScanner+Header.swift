// What may stand where.
extension SafetensorsScanner {
  /// Reads the whole header.
  mutating func header() throws(SafetensorsError) -> SafetensorsHeader {
    guard next == UInt8(ascii: "{") else { throw unexpected("\"{\"") }
    var header = SafetensorsHeader()
    try members { (scanner, key) throws(SafetensorsError) in
      if key == Safetensors.metadataKey {
        header.metadata = try scanner.metadata()
      } else {
        header.entries.append(try scanner.entry(named: key))
      }
    }
    skipSpace()
    guard position == end else { throw unexpected("spaces to the header's end") }
    return header
  }

  private mutating func metadata() throws(SafetensorsError) -> [String: String] {
    var metadata: [String: String] = [:]
    try members { (scanner, key) throws(SafetensorsError) in
      scanner.skipSpace()
      guard scanner.next == UInt8(ascii: "\"") else {
        throw scanner.error(
          .metadataNotText, at: scanner.position, "another value for \(key)", "a string")
      }
      metadata[key] = try scanner.string()
    }
    return metadata
  }

  private mutating func entry(named name: String) throws(SafetensorsError) -> SafetensorsEntry {
    var type: String?
    var shape: [Int]?
    var offsets: [Int]?
    try members { (scanner, key) throws(SafetensorsError) in
      switch key {
      case "dtype": type = try scanner.type()
      case "shape": shape = try scanner.integers()
      case "data_offsets": offsets = try scanner.integers()
      default: throw scanner.error(name, .unknownKey, key, "dtype, shape and data_offsets only")
      }
    }
    guard let type else { throw missing("dtype", name) }
    guard let shape else { throw missing("shape", name) }
    guard let offsets else { throw missing("data_offsets", name) }
    guard type == "F32" else { throw error(name, .unsupportedType, type, "F32") }
    guard offsets.count == 2 else {
      throw error(name, .offsetCount, "\(offsets.count) numbers", "2")
    }
    return SafetensorsEntry(name: name, shape: shape, begin: offsets[0], end: offsets[1])
  }

  private mutating func type() throws(SafetensorsError) -> String {
    skipSpace()
    return try string()
  }

  private func missing(_ key: String, _ name: String) -> SafetensorsError {
    error(name, .missingKey, "no \(key)", "dtype, shape and data_offsets")
  }

  private func error(
    _ name: String, _ code: SafetensorsError.Code, _ found: String, _ expected: String
  ) -> SafetensorsError {
    SafetensorsError(code, file, .tensor(name), found: found, expected: expected)
  }
}

extension Configuration {
  /// The configuration as canonical JSON (RFC 8785): the same bytes on every machine. A parameter
  /// stands only where it means something and is not at its neutral value.
  public var canonicalJSON: String { String(decoding: canonical { _ in false }, as: UTF8.self) }

  /// The first 32 hexadecimal digits of the SHA-256 of ``canonicalJSON``: a run's id.
  public var id: String { Hexadecimal.identifier(canonical { _ in false }) }

  func canonical(leavingOut: (String) -> Bool) -> [UInt8] {
    canonicalWithSeed(leavingOut: leavingOut).bytes
  }

  /// The canonical JSON, and where in it the seed's digits stand.
  func canonicalWithSeed(leavingOut: (String) -> Bool) -> (bytes: [UInt8], seed: Range<Int>) {
    var json = CanonicalJSON()
    var writer = NestedWriter()
    var place: Range<Int>?
    func writeSeed() {
      writer.write(Self.seedPath, to: &json) { json in
        let start = json.bytes.count
        json.integer(seed)
        place = start..<json.bytes.count
      }
    }
    json.open()
    for entry in values.entries where !leavingOut(entry.path) {
      if place == nil, ParameterValues.isBefore(Self.seedPath, entry.path) { writeSeed() }
      writer.write(entry.path, to: &json, entry.value.write)
    }
    if place == nil { writeSeed() }
    writer.finish(&json)
    return (json.bytes, place ?? 0..<0)
  }
}

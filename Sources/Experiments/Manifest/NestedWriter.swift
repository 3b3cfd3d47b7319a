/// Writes values at paths as nested objects; the paths come ascending.
struct NestedWriter {
  private var open: [Substring] = []

  /// Writes a member at a path.
  mutating func write(
    _ path: String, to json: inout CanonicalJSON, _ value: (inout CanonicalJSON) -> Void
  ) {
    let keys = path.split(separator: ".")
    let shared = zip(open, keys.dropLast()).prefix { $0 == $1 }.count
    close(to: shared, &json)
    for key in keys[shared..<keys.count - 1] {
      json.key(String(key))
      json.open()
      open.append(key)
    }
    json.member(String(keys[keys.count - 1]), value)
  }

  /// Closes what is open, the outermost object too.
  mutating func finish(_ json: inout CanonicalJSON) {
    leave(&json)
    json.close()
  }

  /// Closes what is open within the outermost object.
  mutating func leave(_ json: inout CanonicalJSON) { close(to: 0, &json) }

  private mutating func close(to depth: Int, _ json: inout CanonicalJSON) {
    while open.count > depth {
      json.close()
      open.removeLast()
    }
  }
}

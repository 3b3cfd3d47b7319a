extension ParameterValues {
  /// All as canonical JSON: nested objects.
  public var canonicalJSON: String {
    var json = CanonicalJSON()
    write(to: &json)
    return json.text
  }

  /// Reads what ``canonicalJSON`` wrote.
  ///
  /// - Throws: ``RuleBroken`` where the text has no values of parameters.
  public init(canonicalJSON text: [UInt8]) throws(RuleBroken) {
    let parsed = JSONReader.parse(text, source: 0, name: "")
    guard let node = parsed.node, parsed.problems.isEmpty else {
      throw RuleBroken("values of parameters", "a text", "JSON")
    }
    try self.init(node)
  }
}

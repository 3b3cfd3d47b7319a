extension SweepSchema {
  /// A list of words, or one of them.
  static func words(_ key: String, _ description: String, _ words: [String]) -> String {
    """
        "\(key)": {
          "description": "\(description)",
          "anyOf": [
            { "enum": [\(list(words))] },
            {
              "type": "array",
              "items": { "enum": [\(list(words))] },
              "minItems": 1,
              "uniqueItems": true
            }
          ]
        }
    """
  }

  /// `model` or `train`.
  static func group(_ name: String, _ description: String) -> String {
    let members = Setting.all(in: name).map(member)
    return """
          "\(name)": {
            "description": "\(description)",
            "type": "object",
            "additionalProperties": false,
            "properties": {
      \(members.joined(separator: ",\n"))
            }
          }
      """
  }

  /// A setting: a value, or a list of them, which makes an axis.
  private static func member(_ setting: Setting) -> String {
    let reference = "{ \"$ref\": \"#/$defs/\(setting.rawValue)\" }"
    let list = """
      { "type": "array", "items": \(reference), "minItems": 1, "uniqueItems": true }
      """
    let choices = setting.kind == .epochs ? [reference] : [reference, list]
    let fallback = Settings()[setting].map { ",\n          \"default\": \(text(of: $0))" } ?? ""
    return """
              "\(setting.key)": {
                "description": "\(setting.summary)",
                "anyOf": [
                  \(choices.joined(separator: ",\n            "))
                ]\(fallback)
              }
      """
  }

  /// A list for any setting, by its path.
  static var axes: String {
    let members = Setting.allCases.map { setting in
      let reference = "{ \"$ref\": \"#/$defs/\(setting.rawValue)\" }"
      return """
                "\(setting.rawValue)": {
                  "description": "\(setting.summary)",
                  "type": "array",
                  "items": \(reference),
                  "minItems": 1,
                  "uniqueItems": true
                }
        """
    }
    return """
          "axes": {
            "description": "Settings that take several values, by path; the first turns slowest.",
            "type": "object",
            "additionalProperties": false,
            "properties": {
      \(members.joined(separator: ",\n"))
            }
          }
      """
  }

  /// What each setting's value may be.
  static var definitions: String {
    Setting.allCases.map { "    \"\($0.rawValue)\": \(rule(of: $0.kind))" }
      .joined(separator: ",\n")
  }

  private static func rule(of kind: Setting.Kind) -> String {
    switch kind {
    case .integer(let range): integer(range)
    case .positive: "{ \"type\": \"number\", \"exclusiveMinimum\": 0 }"
    case .flag: "{ \"type\": \"boolean\" }"
    case .epochs:
      "{ \"type\": \"array\", \"items\": \(integer(0...1_000_000)), \"uniqueItems\": true }"
    }
  }

  private static func integer(_ range: ClosedRange<Int>) -> String {
    "{ \"type\": \"integer\", \"minimum\": \(range.lowerBound), \"maximum\": \(range.upperBound) }"
  }

  private static func text(of value: SettingValue) -> String {
    var json = CanonicalJSON()
    value.write(to: &json)
    return json.text
  }

  static func list(_ words: [String]) -> String {
    words.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  static var placeholders: String {
    OutputPattern.Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
  }

  /// The pattern of patterns: known placeholders and plain characters, in parts that are neither
  /// empty nor hidden.
  static var outputRule: String {
    let names = OutputPattern.Placeholder.allCases.map(\.rawValue).joined(separator: "|")
    let piece = "\\\\{(\(names))\\\\}"
    let part = "([A-Za-z0-9_,=]|\(piece))([A-Za-z0-9._,=-]|\(piece))*"
    return "^(?!.*\\\\.\\\\.)\(part)(/\(part))*$"
  }
}

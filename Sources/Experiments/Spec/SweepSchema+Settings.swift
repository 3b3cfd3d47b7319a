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

  /// A group of parameters: `model` or `train`.
  static func group(_ group: Manifest.Group, of manifest: Manifest) -> String {
    let members = manifest.settings.filter { $0.group == group.key }.map(member)
    return """
          "\(group.key)": {
            "description": "\(group.summary)",
            "type": "object",
            "additionalProperties": false,
            "properties": {
      \(members.joined(separator: ",\n"))
            }
          }
      """
  }

  /// A parameter: a value, or a list of them, which makes an axis.
  private static func member(_ parameter: ParameterDeclaration) -> String {
    let reference = "{ \"$ref\": \"#/$defs/\(parameter.path)\" }"
    let list = """
      { "type": "array", "items": \(reference), "minItems": 1, "uniqueItems": true }
      """
    let choices = (parameter.isList ? [reference] : [reference, list]) + drawn(parameter)
    let own = parameter.special.isEmpty ? parameter.fallback : nil
    let fallback = own.map { ",\n          \"default\": \(text(of: $0))" } ?? ""
    return """
              "\(parameter.key)": {
                "description": "\(parameter.summary)",
                "anyOf": [
                  \(choices.joined(separator: ",\n            "))
                ]\(fallback)
              }
      """
  }

  /// A range, where the parameter is a number, and values with a condition.
  private static func drawn(_ parameter: ParameterDeclaration) -> [String] {
    let conditional = "{ \"$ref\": \"#/$defs/conditional\" }"
    switch parameter.kind {
    case .integer, .number, .any: return ["{ \"$ref\": \"#/$defs/range\" }", conditional]
    case .flag, .choice, .states: return [conditional]
    }
  }

  /// A list or a range for any parameter, by its path.
  static func axes(of manifest: Manifest) -> String {
    let members = manifest.settings.map { parameter in
      let reference = "{ \"$ref\": \"#/$defs/\(parameter.path)\" }"
      let list = """
        { "type": "array", "items": \(reference), "minItems": 1, "uniqueItems": true }
        """
      return """
                "\(parameter.path)": {
                  "description": "\(parameter.summary)",
                  "anyOf": [
                    \(([list] + drawn(parameter)).joined(separator: ",\n            "))
                  ]
                }
        """
    }
    return """
          "axes": {
            "description": "Settings that take several values or a range, by path; the first turns \
      slowest.",
            "type": "object",
            "additionalProperties": false,
            "properties": {
      \(members.joined(separator: ",\n"))
            }
          }
      """
  }

  /// What each parameter's value may be.
  static func definitions(of manifest: Manifest) -> String {
    manifest.settings.map { "    \"\($0.path)\": \(rule(of: $0.kind))" }.joined(separator: ",\n")
  }

  private static func rule(of kind: ParameterDeclaration.Kind) -> String {
    switch kind {
    case .integer(let from, let to): integer(from...to)
    case .number(let above?, _):
      "{ \"type\": \"number\", \"exclusiveMinimum\": \(ExactNumber.text(above)) }"
    case .number(nil, let least?):
      "{ \"type\": \"number\", \"minimum\": \(ExactNumber.text(least)) }"
    case .number(nil, nil): "{ \"type\": \"number\" }"
    case .flag: "{ \"type\": \"boolean\" }"
    case .choice(let words): "{ \"enum\": [\(list(words))] }"
    case .states:
      "{ \"type\": \"array\", \"items\": \(integer(0...1_000_000)), \"uniqueItems\": true }"
    case .any: "true"
    }
  }

  private static func integer(_ range: ClosedRange<Int>) -> String {
    "{ \"type\": \"integer\", \"minimum\": \(range.lowerBound), \"maximum\": \(range.upperBound) }"
  }

  private static func text(of value: Value) -> String {
    var json = CanonicalJSON()
    value.write(to: &json)
    return json.text
  }

  static func list(_ words: [String]) -> String {
    words.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  static func placeholders(of manifest: Manifest) -> String {
    manifest.placeholders.map { "{\($0)}" }.joined(separator: " ")
  }

  /// The pattern of patterns: placeholders and plain characters, in parts that are neither empty nor
  /// hidden.
  static var outputRule: String {
    let piece = "\\\\{[A-Za-z_][A-Za-z0-9_.-]*\\\\}"
    let part = "([A-Za-z0-9_,=]|\(piece))([A-Za-z0-9._,=-]|\(piece))*"
    return "^(?!.*\\\\.\\\\.)\(part)(/\(part))*$"
  }
}

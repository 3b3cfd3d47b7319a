/// A specification's canonical JSON, laid out for reading; the words and numbers stay as they are.
enum SpecText {
  /// With a line for each member and element, indented by two.
  static func indented(_ json: String) -> String {
    var layout = Layout()
    for character in json { layout.add(character) }
    return layout.text
  }

  private struct Layout {
    var text = ""
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    mutating func add(_ character: Character) {
      if isInString {
        addInString(character)
      } else {
        addOutside(character)
      }
    }

    private mutating func addInString(_ character: Character) {
      text.append(character)
      if character == "\"" && !isEscaped { isInString = false }
      isEscaped = character == "\\" && !isEscaped
    }

    private mutating func addOutside(_ character: Character) {
      switch character {
      case "{", "[": open(character)
      case "}", "]": close(character)
      case ",": text += ",\n" + indent
      case ":": text += ": "
      case " ", "\n", "\t", "\r": break
      default:
        isInString = character == "\""
        text.append(character)
      }
    }

    private mutating func open(_ character: Character) {
      depth += 1
      text += "\(character)\n" + indent
    }

    private mutating func close(_ character: Character) {
      depth = max(0, depth - 1)
      while text.last == " " || text.last == "\n" { text.removeLast() }
      let isEmpty = text.last == "{" || text.last == "["
      text += isEmpty ? "\(character)" : "\n\(indent)\(character)"
    }

    private var indent: String { String(repeating: "  ", count: min(depth, 64)) }
  }
}

/// Reads a filter's words and signs as a condition: `not` binds before `and`, `and` before `or`.
struct FilterParser {
  /// Names that were read, each once.
  private(set) var names: [FilterName] = []
  private let text: String
  private let tokens: [FilterTokens.Token]
  private var place = 0
  private var depth = 0
  // A reader of a deeper condition would be lost long before the stack is.
  private static let deepest = 100

  /// Takes the tokens of a text.
  init(_ text: String, _ tokens: [FilterTokens.Token]) {
    self.text = text
    self.tokens = tokens
  }

  /// The condition that all of the text is.
  mutating func whole() throws(FilterError) -> FilterCondition {
    if token.kind == .end {
      throw FilterError(text, 0, "the filter is empty", expected: [Self.example])
    }
    let condition = try alternatives()
    guard token.kind == .end else { throw fault(expected: ["and", "or", "the end"]) }
    return condition
  }

  private static let example = "a comparison such as state = finished"

  private var token: FilterTokens.Token { tokens[place] }

  private mutating func alternatives() throws(FilterError) -> FilterCondition {
    var parts = [try conjunction()]
    while take("or") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() throws(FilterError) -> FilterCondition {
    var parts = [try single()]
    while take("and") { parts.append(try single()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func single() throws(FilterError) -> FilterCondition {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw FilterError(text, token.offset, "this is too deep") }
    if take("not") { return .not(try single()) }
    guard token.kind == .open else { return try comparison() }
    let opened = token.offset
    place += 1
    let condition = try alternatives()
    guard token.kind == .close else { throw unclosed(opened) }
    place += 1
    return condition
  }

  private mutating func comparison() throws(FilterError) -> FilterCondition {
    let name = try name()
    if take("in") { return .isAmong(name, try list()) }
    if take("not") {
      guard take("in") else { throw fault(expected: ["in"]) }
      return .not(.isAmong(name, try list()))
    }
    guard case .relation(let relation) = token.kind else {
      throw fault(expected: FilterRelation.allCases.map(\.rawValue) + ["in"])
    }
    place += 1
    return .compare(name, relation, try literal())
  }

  private mutating func name() throws(FilterError) -> String {
    guard case .word(let word, let isQuoted) = token.kind, isQuoted || !Self.isKeyword(word) else {
      throw fault(expected: ["a name", "not", "("])
    }
    if !isQuoted, FilterLiteral(word).number != nil {
      throw FilterError(
        text, token.offset, "a comparison begins with a name, and the value stands on its right")
    }
    if !names.contains(where: { $0.name == word }) {
      names.append(FilterName(word, offset: token.offset))
    }
    place += 1
    return word
  }

  private mutating func literal() throws(FilterError) -> FilterLiteral {
    guard case .word(let word, let isQuoted) = token.kind, isQuoted || !Self.isKeyword(word) else {
      throw fault(expected: ["a number", "a word", "a text in quotes"])
    }
    place += 1
    return FilterLiteral(word)
  }

  private mutating func list() throws(FilterError) -> [FilterLiteral] {
    guard token.kind == .open else { throw fault(expected: ["( and values with commas"]) }
    let opened = token.offset
    var literals: [FilterLiteral] = []
    repeat {
      place += 1
      literals.append(try literal())
    } while token.kind == .comma
    guard token.kind != .end else { throw unclosed(opened) }
    guard token.kind == .close else { throw fault(expected: ["a comma", ")"]) }
    place += 1
    return literals
  }

  private mutating func take(_ keyword: String) -> Bool {
    guard case .word(let word, false) = token.kind, word.lowercased() == keyword else {
      return false
    }
    place += 1
    return true
  }

  private static func isKeyword(_ word: String) -> Bool {
    ["and", "or", "not", "in"].contains(word.lowercased())
  }

  private func unclosed(_ opened: Int) -> FilterError {
    token.kind == .end
      ? FilterError(text, opened, "this bracket is not closed")
      : fault(expected: ["and", "or", ")"])
  }

  private func fault(expected: [String]) -> FilterError {
    let isEnd = token.kind == .end
    return FilterError(
      text, token.offset, isEnd ? "the filter ends too early" : "this cannot stand here",
      expected: expected)
  }
}

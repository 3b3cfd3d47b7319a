/// The words and signs of a filter.
struct FilterTokens {
  /// A word or sign, and where it begins.
  struct Token: Hashable {
    /// What it is.
    enum Kind: Hashable {
      /// A word, which may be a keyword where it has no quotes.
      case word(String, isQuoted: Bool)
      case relation(FilterRelation)
      case open, close, comma
      case end
    }

    let kind: Kind
    let offset: Int
  }

  let tokens: [Token]

  /// Cuts a text; the last token is its end.
  ///
  /// - Throws: ``FilterError``
  init(_ text: String) throws(FilterError) {
    let scalars = Array(text.unicodeScalars)
    var (found, place): ([Token], Int) = ([], 0)
    while place < scalars.count {
      if scalars[place].properties.isWhitespace {
        place += 1
        continue
      }
      let (kind, end) = try Self.token(scalars, at: place, text)
      found.append(Token(kind: kind, offset: place))
      place = end
    }
    tokens = found + [Token(kind: .end, offset: scalars.count)]
  }

  private typealias Cut = (kind: Token.Kind, end: Int)

  private static func token(
    _ scalars: [Unicode.Scalar], at place: Int, _ text: String
  ) throws(FilterError) -> Cut {
    switch scalars[place] {
    case "(": return (.open, place + 1)
    case ")": return (.close, place + 1)
    case ",": return (.comma, place + 1)
    case "\"", "'": return try quoted(scalars, at: place, text)
    case _ where isOfWord(scalars[place]): return word(scalars, at: place)
    default: return try relation(scalars, at: place, text)
    }
  }

  private static func word(_ scalars: [Unicode.Scalar], at place: Int) -> Cut {
    let end = scalars[place...].firstIndex { !isOfWord($0) } ?? scalars.count
    var word = String.UnicodeScalarView()
    word.append(contentsOf: scalars[place..<end])
    return (.word(String(word), isQuoted: false), end)
  }

  // All but white space and what has a meaning of its own.
  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.properties.isWhitespace && !"()\"',=!<>~&|;".unicodeScalars.contains(scalar)
  }

  private static func quoted(
    _ scalars: [Unicode.Scalar], at place: Int, _ text: String
  ) throws(FilterError) -> Cut {
    var (word, next) = (String.UnicodeScalarView(), place + 1)
    while next < scalars.count, scalars[next] != scalars[place] {
      if scalars[next] == "\\", next + 1 < scalars.count { next += 1 }
      word.append(scalars[next])
      next += 1
    }
    guard next < scalars.count else {
      throw FilterError(text, place, "this quote is not closed")
    }
    return (.word(String(word), isQuoted: true), next + 1)
  }

  private static func relation(
    _ scalars: [Unicode.Scalar], at place: Int, _ text: String
  ) throws(FilterError) -> Cut {
    let two = scalars[place...].prefix(2).map { String($0) }.joined()
    if let relation = FilterRelation(rawValue: two) ?? spellings[two] {
      return (.relation(relation), place + 2)
    }
    if let word = words[two] ?? words[String(scalars[place])] {
      throw FilterError(text, place, "this is written as a word here", suggestion: word)
    }
    guard let relation = FilterRelation(rawValue: String(scalars[place])) else {
      throw FilterError(text, place, "this character has no meaning here; quote it in a text")
    }
    return (.relation(relation), place + 1)
  }

  private static let spellings: [String: FilterRelation] = ["==": .equal, "<>": .unequal]
  private static let words = ["&&": "and", "||": "or", "&": "and", "|": "or", "!": "not"]
}

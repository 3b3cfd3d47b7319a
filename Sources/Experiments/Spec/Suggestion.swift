/// What was perhaps meant by a word that nobody knows.
public enum Suggestion {
  /// The nearest of some words, if it is near: one slip in three characters, or the word cut short.
  /// The first of equals. Never a word that has no character of what was typed.
  public static func nearest(to word: String, among words: some Sequence<String>) -> String? {
    let typed = Array(word.lowercased().unicodeScalars.prefix(200))
    var best: (word: String, distance: Int)?
    for candidate in words {
      let distance = distance(typed, Array(candidate.lowercased().unicodeScalars))
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    if let best, best.distance <= max(1, typed.count / 3), best.distance < typed.count {
      return best.word
    }
    return word.count < 3 ? nil : words.first { $0.hasPrefix(word) }
  }

  /// The nearest of some words as an error message has it: ` (did you mean "status"?)`; empty where
  /// none is near.
  public static func words(for word: String, among words: some Sequence<String>) -> String {
    nearest(to: word, among: words).map(phrase) ?? ""
  }

  /// Some words, of many only the first.
  public static func list(_ words: [String]) -> String {
    words.prefix(8).joined(separator: ", ") + (words.count > 8 ? ", ..." : "")
  }

  /// A suggestion as an error message has it.
  public static func phrase(_ suggestion: String) -> String {
    " (did you mean \(SpecError.quoted(suggestion))?)"
  }

  /// How many characters to add, drop, change or swap with a neighbour.
  ///
  /// Source: Damerau 1964, doi:10.1145/363958.363994, in the restricted form ("optimal string
  /// alignment").
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var above = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let changed = above[column] + (left[row] == right[column] ? 0 : 1)
        var cost = min(changed, above[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        current.append(cost)
      }
      (before, above) = (above, current)
    }
    return above[right.count]
  }
}

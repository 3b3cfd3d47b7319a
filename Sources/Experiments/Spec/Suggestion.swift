/// What was perhaps meant by a word that nobody knows.
enum Suggestion {
  /// The nearest of some words, if it is near: one slip in three letters, or the word cut short.
  /// The first of equals.
  static func nearest(to word: String, among words: some Sequence<String>) -> String? {
    let typed = Array(word.lowercased().unicodeScalars.prefix(200))
    var best: (word: String, distance: Int)?
    for candidate in words {
      let distance = distance(typed, Array(candidate.lowercased().unicodeScalars))
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    if let best, best.distance <= max(1, typed.count / 3) { return best.word }
    return word.count < 3 ? nil : words.first { $0.hasPrefix(word) }
  }

  /// How many letters to add, drop, change or swap with a neighbour.
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

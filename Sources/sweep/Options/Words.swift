import ArgumentParser
import Experiments

/// An option's value that is one of a few words.
enum Words {
  /// The word.
  ///
  /// - Throws: `ValidationError` with what was perhaps meant, and what there is.
  static func parse<Word: RawRepresentable<String> & CaseIterable>(_ text: String) throws -> Word {
    if let word = Word(rawValue: text) { return word }
    throw refusal(of: text, among: all(Word.self))
  }

  /// All of them, in their order.
  static func all<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) -> [String] {
    Word.allCases.map(\.rawValue)
  }

  /// That a text is none of some words.
  static func refusal(of text: String, among words: [String]) -> ValidationError {
    ValidationError(
      "\(SpecError.quoted(text)) is not one of \(words.joined(separator: ", "))"
        + Suggestion.words(for: text, among: words))
  }
}

extension NameSpecification {
  /// A long name and a short one, whose value may follow at once: `-j4`.
  static func long(or short: Character) -> NameSpecification {
    [.customShort(short, allowingJoined: true), .long]
  }
}

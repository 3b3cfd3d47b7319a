import ArgumentParser
import Running

extension TimeSpan {
  /// - Throws: `ValidationError` where it is none.
  init(parsing text: String) throws {
    guard let span = TimeSpan(text) else {
      throw ValidationError(
        "\(text.debugDescription) is not a time such as 30s, 90m, 2h, 1h30m or 1d")
    }
    self = span
  }
}

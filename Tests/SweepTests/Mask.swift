import Foundation

/// Hides what differs from one run of the tests to the next, and nothing else.
struct Mask {
  /// What is hidden, and what stands in its place; columns keep no width, since times have none.
  private static let rules: [(form: String, word: String)] = [
    (#"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?Z?"#, "<date>"),
    (#"\b\d\d:\d\d(:\d\d)?\b"#, "<clock>"),
    // Ids and fingerprints differ between processors with fused multiply-adds and without.
    (#"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{8,64}\b"#, "<id>"),
    (#"(?<![\w.])(~|about |in )?[0-9.,]+ (ms|s|min|h|d)\b( \d\d (s|min|h)\b)*"#, "<time>"),
    (#"\bless than a second\b"#, "<time>"), (#"with \d+ at a time"#, "with <n> at a time"),
    (#"(?m)^seconds .*$"#, "seconds <time>"),
    (#"(?<![\w.])[0-9.,]+ (B|kB|MB|GB|bytes)\b"#, "<size>"), (#" {2,}"#, "  "), (#" +\n"#, "\n"),
  ]

  /// The folder of the program, which is named otherwise each time.
  let folder: String

  /// The text without what differs.
  func apply(to text: String) -> String {
    Self.rules.reduce(text.replacing(folder, with: "<folder>")) { text, rule in
      text.replacingOccurrences(of: rule.form, with: rule.word, options: .regularExpression)
    }
  }
}

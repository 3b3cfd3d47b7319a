import Testing

@testable import Experiments

@Suite(.timeLimit(.minutes(60))) struct SuggestionTests {
  private static let commands = ["run", "plan", "status", "ls", "show", "validate"]

  @Test(arguments: [
    ("stauts", "status"), ("validat", "validate"), ("vali", "validate"), ("shwo", "show"),
    ("ld", "ls"), ("RUN", "run"),
  ])
  func aSlipFindsItsWord(_ typed: String, _ word: String) {
    #expect(Suggestion.nearest(to: typed, among: Self.commands) == word)
  }

  @Test(arguments: ["frob", "x", "", "vx", "statistics of it"])
  func whatIsFarFindsNone(_ typed: String) {
    #expect(Suggestion.nearest(to: typed, among: Self.commands) == nil)
    #expect(Suggestion.words(for: typed, among: Self.commands).isEmpty)
    #expect(Suggestion.nearest(to: typed, among: ["a"]) == nil)
  }
}

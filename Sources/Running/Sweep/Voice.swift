import Experiments

/// What a sweep says, and to whom is not its matter.
package struct Voice: Sendable {
  /// Says something to a person, unless they asked for quiet; a line.
  package let say: @Sendable (String) -> Void
  /// Says what nobody can ask not to hear: warnings, and what is deleted; a line.
  package let warn: @Sendable (String) -> Void
  /// Says what came out.
  package let results: @Sendable (SweepResults) -> Void
  /// Makes what shows how runs go.
  package let view: @Sendable (Tally, BoardTitle) -> any ProgressView

  package init(
    say: @escaping @Sendable (String) -> Void, warn: @escaping @Sendable (String) -> Void,
    results: @escaping @Sendable (SweepResults) -> Void,
    view: @escaping @Sendable (Tally, BoardTitle) -> any ProgressView
  ) {
    self.say = say
    self.warn = warn
    self.results = results
    self.view = view
  }
}

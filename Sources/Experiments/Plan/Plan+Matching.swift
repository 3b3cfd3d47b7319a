extension Plan {
  /// The run of a label, or of an id that begins so.
  ///
  /// - Throws: ``SpecError`` `.unknownRun` or `.ambiguousRun`, with what was perhaps meant.
  public func run(matching text: String) throws(SpecError) -> Run {
    if let run = runs.first(where: { $0.label == text }) { return run }
    let matches = text.isEmpty ? [] : runs.filter { $0.id.hasPrefix(text) }
    if matches.count == 1 { return matches[0] }
    throw SpecError([matches.isEmpty ? unknown(text) : Self.ambiguous(text, matches)])
  }

  /// The runs of several labels or beginnings of ids, each once, in the plan's order.
  ///
  /// - Throws: ``SpecError`` with every one that names no run, or more than one.
  public func runs(matching texts: [String]) throws(SpecError) -> [Run] {
    var problems: [SpecError.Problem] = []
    var ids: Set<String> = []
    for text in texts {
      do throws(SpecError) { ids.insert(try run(matching: text).id) } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw SpecError(problems) }
    return runs.filter { ids.contains($0.id) }
  }

  private func unknown(_ text: String) -> SpecError.Problem {
    let labels = runs.prefix(10_000).map(\.label)
    let begins = labels.filter { $0.hasPrefix(text + ",") }.prefix(5)
    return SpecError.Problem(
      .unknownRun, path: "run", found: SpecError.quoted(text),
      allowed: begins.isEmpty ? ["a label or the beginning of a run's id"] : Array(begins),
      suggestion: begins.isEmpty ? Suggestion.nearest(to: text, among: labels) : nil)
  }

  private static func ambiguous(_ text: String, _ matches: [Run]) -> SpecError.Problem {
    SpecError.Problem(
      .ambiguousRun, path: "run", found: SpecError.quoted(text),
      allowed: matches.prefix(5).map { "\($0.id) (\($0.label))" },
      note: matches.count > 5 ? "and \(matches.count - 5) more" : nil)
  }
}

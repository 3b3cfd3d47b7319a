extension SearchSpace {
  /// Why an answer of a search program is no trial.
  public enum Refusal: Error, Hashable, Sendable {
    /// It is none of the space; in words.
    case wrong(String)
    /// The spec leaves such values out.
    case leftOut
  }

  /// The values of a trial that a search program answered, by the paths of ``sampled``. What means
  /// nothing beside the others may be there, and is left out.
  ///
  /// - Returns: Values by path, the group's among them.
  public func chosen(
    _ group: SearchGroup, told: [String: Value]
  ) -> Result<[String: Value], Refusal> {
    do throws(Refusal) {
      return .success(try checked(group, told))
    } catch {
      return .failure(error)
    }
  }

  private func checked(
    _ group: SearchGroup, _ told: [String: Value]
  ) throws(Refusal) -> [String: Value] {
    try refuseUnknown(told)
    var chosen = group.chosen
    // What others depend on comes first.
    for axis in sampled {
      if let value = told[axis.path] {
        axis.put(try axis.checked(value), into: &chosen)
      } else if axis.paths.contains(where: { spec.isTried($0, chosen) }) {
        throw .wrong("the trial has no \"\(axis.path)\"")
      }
    }
    let values = chosen.filter { spec.isTried($0.key, chosen) }
    guard spec.seeds.contains(where: { spec.allows(values, seed: $0) }) else { throw .leftOut }
    return values
  }

  private func refuseUnknown(_ told: [String: Value]) throws(Refusal) {
    let known = sampled.map(\.path)
    guard let path = told.keys.sorted().first(where: { !known.contains($0) }) else { return }
    throw .wrong(
      "the trial has \(SpecError.quoted(path)), which is not asked for"
        + Suggestion.words(for: path, among: known))
  }
}

extension SearchAxis {
  /// A told value as it counts.
  fileprivate func checked(_ value: Value) throws(SearchSpace.Refusal) -> Value {
    switch domain {
    case .values(let values):
      if values.contains(value) { return value }
      throw .wrong(
        "\(path): \(SpecError.shortened(value.words)) is none of "
          + Suggestion.list(values.map(\.words)))
    case .range(let range):
      guard let number = value.double else {
        throw .wrong("\(path): \(SpecError.shortened(value.words)) is no number")
      }
      if let number = range.snapped(number) { return .number(number) }
      throw .wrong("\(path): \(ExactNumber.text(number)) is not in \(range.words)")
    }
  }
}

extension ParameterRange {
  /// The range for people: `whole numbers from 16 to 512 by 16`.
  public var words: String {
    let ends = "from \(ExactNumber.text(low)) to \(ExactNumber.text(high))"
    let steps = step.map { " by \(ExactNumber.text($0))" } ?? ""
    return "\(isInteger ? "whole numbers" : "numbers") \(ends)\(steps)"
  }
}

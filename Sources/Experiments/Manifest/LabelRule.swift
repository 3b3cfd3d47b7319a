/// What runs are called before their axes, where a parameter has a certain value: `c{cell}_ae`.
public struct LabelRule: Codable, Hashable, Sendable {
  /// Where it counts; `nil` for everywhere.
  public let when: Condition?
  /// The text, in which `{path}` stands for a parameter's value.
  public let text: String

  /// Makes a rule.
  public init(when: Condition?, _ text: String) {
    self.when = when
    self.text = text
  }

  /// The label of some values; `nil` where the rule does not count.
  func label(_ value: (String) -> Value?) -> String? {
    if let when, !when.holds(value) { return nil }
    var label = ""
    for (index, piece) in text.split(separator: "{", omittingEmptySubsequences: false).enumerated()
    {
      let parts = piece.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
      guard index > 0, parts.count == 2 else {
        label += piece
        continue
      }
      label += (value(String(parts[0]))?.label ?? "") + parts[1]
    }
    return label
  }
}

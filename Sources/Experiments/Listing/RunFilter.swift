/// A condition on runs, as people type it: `state = finished and lr < 0.01 and loss < 5`.
///
/// It knows no names: whoever asks says what a name's value is.
public struct RunFilter: Hashable, Sendable {
  /// As it was typed.
  public let text: String
  /// The names in it, each where it stands first.
  public let names: [FilterName]
  let condition: FilterCondition

  /// Reads a condition. What may stand in it, docs/commands.md says.
  ///
  /// - Throws: ``FilterError`` with the place, and what was expected there.
  public init(_ text: String) throws(FilterError) {
    var parser = FilterParser(text, try FilterTokens(text).tokens)
    condition = try parser.whole()
    names = parser.names
    self.text = text
  }

  /// Whether a run is meant.
  ///
  /// - Parameter lookup: The value of a name; `nil` where the run has none, and then every comparison
  ///   with it is false.
  public func matches(_ lookup: (String) -> Value?) -> Bool { condition.holds(lookup) }
}

/// A name as it stands in a filter, in a list of columns or in an order.
public struct FilterName: Hashable, Sendable {
  /// The name, without quotes.
  public let name: String
  /// Where it begins: Unicode scalars before it.
  public let offset: Int

  /// Names something.
  public init(_ name: String, offset: Int) {
    self.name = name
    self.offset = offset
  }
}

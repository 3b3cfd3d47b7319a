/// In which order runs are listed: `-loss,lr` is by `loss`, the greatest first, and runs equal
/// in that by `lr`.
public struct RunOrder: Hashable, Sendable {
  /// A name, and which of its values come first.
  public struct Key: Hashable, Sendable {
    /// What is compared.
    public let name: FilterName
    /// Whether the greatest comes first.
    public let isDescending: Bool
  }

  /// As it was typed.
  public let text: String
  /// The first decides; those after it, where the ones before are equal.
  public let keys: [Key]

  /// Reads names with commas between them, a `-` before those whose greatest comes first.
  ///
  /// - Throws: ``FilterError`` where a name is empty.
  public init(_ text: String) throws(FilterError) {
    self.text = text
    keys = try NameList(text).names.map { name in
      let isDescending = name.name.hasPrefix("-")
      let bare = isDescending || name.name.hasPrefix("+") ? name.name.dropFirst() : name.name[...]
      return Key(name: FilterName(String(bare), offset: name.offset), isDescending: isDescending)
    }
  }

  /// The places of runs in this order; equal ones keep theirs.
  ///
  /// - Parameter runs: Each run's values, by key.
  public func places(of runs: [[Value?]]) -> [Int] {
    runs.indices.sorted { one, other in
      if isBefore(runs[one], runs[other]) { return true }
      return one < other && !isBefore(runs[other], runs[one])
    }
  }

  /// Whether a run comes before another one. Numbers come before texts; then what is not a number,
  /// and last what a run has not, whichever comes first else.
  ///
  /// - Parameters:
  ///   - left: The run's values, by key.
  ///   - right: The other one's.
  func isBefore(_ left: [Value?], _ right: [Value?]) -> Bool {
    for (place, key) in keys.enumerated() {
      let (one, other) = (RankedValue(left[place]), RankedValue(right[place]))
      if one.rank != other.rank { return one.rank < other.rank }
      if one.precedes(other) { return !key.isDescending }
      if other.precedes(one) { return key.isDescending }
    }
    return false
  }
}

/// A value and its place among values of other kinds.
private struct RankedValue {
  let rank: Int
  private let number: Double
  private let text: String

  init(_ value: Value?) {
    switch value {
    case .number(let number)?: (rank, self.number, text) = (number.isNaN ? 2 : 0, number, "")
    case .null?, nil: (rank, number, text) = (3, 0, "")
    case let value?: (rank, number, text) = (1, 0, value.words)
    }
  }

  func precedes(_ other: RankedValue) -> Bool {
    rank == 0 ? number < other.number : text.utf8.lexicographicallyPrecedes(other.text.utf8)
  }
}

extension SearchAxis {
  /// The value at a share of what the parameter may be; each of some values has the same share.
  ///
  /// - Precondition: `u` is in [0, 1); there is a value.
  public func value(at u: Double) -> Value {
    switch domain {
    case .range(let range): return range.value(at: u)
    case .values(let values):
      precondition(u >= 0 && u < 1, "SearchAxis: \(u) is not in [0, 1)")
      precondition(!values.isEmpty, "SearchAxis: \(path) has no values")
      return values[min(Int(u * Double(values.count)), values.count - 1)]
    }
  }
}

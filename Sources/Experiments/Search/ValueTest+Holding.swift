extension ValueTest {
  /// Whether all of it holds.
  ///
  /// - Parameter value: The value of a parameter; `nil` where it has none.
  func holds(_ value: (String) -> Value?) -> Bool {
    parts.allSatisfy { $0.holds(value($0.path)) }
  }
}

extension ValueTest.Part {
  /// Whether a value passes; nothing passes no test.
  func holds(_ value: Value?) -> Bool {
    guard let value else { return false }
    return tests.allSatisfy { $0.holds(value) }
  }
}

extension ValueTest.Test {
  func holds(_ value: Value) -> Bool {
    switch self {
    case .oneOf(let values): values.contains(value)
    case .above(let bound): value.double.map { $0 > bound } ?? false
    case .below(let bound): value.double.map { $0 < bound } ?? false
    }
  }
}

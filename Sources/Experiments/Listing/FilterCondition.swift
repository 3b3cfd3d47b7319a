/// What a filter asks, as a tree.
indirect enum FilterCondition: Hashable, Sendable {
  case all([FilterCondition])
  case any([FilterCondition])
  case not(FilterCondition)
  case compare(String, FilterRelation, FilterLiteral)
  case isAmong(String, [FilterLiteral])

  func holds(_ lookup: (String) -> Value?) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.holds(lookup) }
    case .any(let parts): parts.contains { $0.holds(lookup) }
    case .not(let part): !part.holds(lookup)
    case .compare(let name, let relation, let literal):
      lookup(name).map { literal.holds(relation, of: $0, name) } ?? false
    case .isAmong(let name, let literals):
      lookup(name).map { value in literals.contains { $0.holds(.equal, of: value, name) } } ?? false
    }
  }
}

/// How a value is compared.
enum FilterRelation: String, CaseIterable, Sendable {
  case equal = "="
  case unequal = "!="
  case less = "<"
  case atMost = "<="
  case greater = ">"
  case atLeast = ">="
  case contains = "~"
}

/// A parameter as a trainer declares it: what the decoder, `--set`, axes, labels, the schema and the
/// plan know of it.
public struct ParameterDeclaration: Codable, Hashable, Sendable {
  /// Where it stands in a configuration: `train.learning_rate`.
  public let path: String
  /// What its value may be.
  public let kind: Kind
  /// Its value where the spec does not give one; `nil` where it has none.
  public let fallback: Value?
  /// Values that go before the fallback where something else has a certain value; the first counts.
  public let special: [Special]
  /// The value that is left out of a run's identity: so a parameter that is added later keeps the ids
  /// of the runs that there are.
  public let neutral: Value?
  /// Whether it changes a run's numbers.
  public let counts: Bool
  /// Whether runs that differ in it take different times.
  public let costs: Bool
  /// What else the plan knows of it.
  public let role: Role?
  /// Where it means something; `nil` for everywhere.
  public let applies: Condition?
  /// What stands for it in folders where it means nothing.
  public let absent: String?
  /// The key at the top of a spec under which it stands, always as a list.
  public let spelling: Spelling?
  /// What it means, for the schema.
  public let summary: String

  /// Makes a declaration.
  public init(
    _ path: String, _ kind: Kind, fallback: Value? = nil, special: [Special] = [],
    neutral: Value? = nil, counts: Bool = true, costs: Bool = false, role: Role? = nil,
    applies: Condition? = nil, absent: String? = nil, spelling: Spelling? = nil,
    summary: String = ""
  ) {
    self.path = path
    self.kind = kind
    self.fallback = fallback
    self.special = special
    self.neutral = neutral
    self.counts = counts
    self.costs = costs
    self.role = role
    self.applies = applies
    self.absent = absent
    self.spelling = spelling
    self.summary = summary
  }

  /// What a parameter's value may be.
  public enum Kind: Codable, Hashable, Sendable {
    /// A whole number in a range.
    case integer(from: Int, to: Int)
    /// A finite number greater than a bound, or not less than one.
    case number(above: Double?, least: Double?)
    /// `true` or `false`.
    case flag
    /// One of some words.
    case choice(of: [String])
    /// A list of states: whole numbers up to the budget, whose end always is one.
    case states
    /// Whatever JSON has but for objects.
    case any
  }

  /// What a plan knows of a parameter beyond its value.
  public enum Role: String, Codable, Hashable, Sendable {
    /// How long a run goes on: one of more goes on from one of less.
    case budget
    /// Every so many steps a state is evaluated.
    case evaluation
    /// The states that are kept for good, with their pictures.
    case kept
  }

  /// A value where something else has a certain value.
  public struct Special: Codable, Hashable, Sendable {
    /// Where it counts.
    public let when: Condition
    /// The value.
    public let value: Value

    /// Makes a special value.
    public init(when: Condition, _ value: Value) {
      self.when = when
      self.value = value
    }
  }

  /// A key at the top of a spec for a parameter.
  public struct Spelling: Codable, Hashable, Sendable {
    /// The key: `variants`.
    public let key: String
    /// What errors call one of its values: `variant`.
    public let one: String
    /// Whether a spec must have it; else all its words are meant.
    public let isRequired: Bool

    /// Makes a spelling.
    public init(_ key: String, one: String, isRequired: Bool) {
      self.key = key
      self.one = one
      self.isRequired = isRequired
    }
  }

  /// Its last key, which stands in labels: `learning_rate`.
  public var key: String { ParameterPath.key(of: path) }

  /// Where it stands: `train`.
  public var group: String { ParameterPath.group(of: path) }

  /// Whether one list is one value of it, so that a list is no axis.
  var isList: Bool { kind == .states }

  /// The words that it may be.
  package var words: [String] { if case .choice(let words) = kind { words } else { [] } }
}

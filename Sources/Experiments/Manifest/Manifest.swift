/// What a trainer declares: its parameters, its metrics and its words. Spec, plan, store and report
/// read this, and know no trainer.
public struct Manifest: Codable, Hashable, Sendable {
  /// The trainer's name: `program`.
  public let name: String
  /// Whether it reads the data that a spec's `dataset` names.
  public let takesData: Bool
  /// Its parameters, in the order in which they are listed.
  public let parameters: [ParameterDeclaration]
  /// The groups of parameters, with what they are: `train`.
  public let groups: [Group]
  /// Its metrics, in the order in which a state's are listed.
  public let metrics: [MetricDeclaration]
  /// The metric that stands for a run; `nil` where none is declared.
  public let headline: MetricName?
  /// Where a run is no beginning of a longer one, since what it does depends on its end.
  public let endings: [Condition]
  /// The metrics that lists of runs show, in their order.
  public let columns: [MetricName]
  /// What runs are called before their axes; the first rule that counts.
  public let labels: [LabelRule]
  /// How reports and exports speak of its runs.
  public let words: ReportWords

  /// Makes a manifest.
  public init(
    name: String, takesData: Bool, parameters: [ParameterDeclaration], groups: [Group] = [],
    metrics: [MetricDeclaration], endings: [Condition] = [], headline: MetricName? = nil,
    columns: [MetricName]? = nil, labels: [LabelRule] = [], words: ReportWords = ReportWords()
  ) {
    self.name = name
    self.takesData = takesData
    self.parameters = parameters
    self.groups = groups
    self.metrics = metrics
    self.endings = endings
    self.headline = headline ?? metrics.first?.name
    self.columns = columns ?? metrics.map(\.name)
    self.labels = labels
    self.words = words
  }

  /// A group of parameters.
  public struct Group: Codable, Hashable, Sendable {
    /// Its key.
    public let key: String
    /// What it is, for the schema.
    public let summary: String

    /// Makes a group.
    public init(_ key: String, _ summary: String) {
      self.key = key
      self.summary = summary
    }
  }

  /// The declaration of a metric; one that nobody declared has no better value.
  public func metric(_ name: MetricName) -> MetricDeclaration {
    metrics.first { $0.name == name } ?? MetricDeclaration(name, .neither)
  }

  /// The parameter of a path.
  public func parameter(_ path: String) -> ParameterDeclaration? {
    parameters.first { $0.path == path }
  }

  /// The parameter of a role.
  public func parameter(_ role: ParameterDeclaration.Role) -> ParameterDeclaration? {
    parameters.first { $0.role == role }
  }

  /// The parameters that stand under a key of their own at the top of a spec, always lists.
  var spelled: [ParameterDeclaration] { parameters.filter { $0.spelling != nil } }

  /// The parameters that a spec gives by their paths.
  public var settings: [ParameterDeclaration] { parameters.filter { $0.spelling == nil } }

  /// What runs are called before their axes; empty where no rule counts.
  public func label(_ value: (String) -> Value?) -> String {
    for rule in labels {
      if let label = rule.label(value) { return label }
    }
    return ""
  }

  /// All that runs may be called before their axes, in the order in which a spec that gives every
  /// word has them.
  public var allLabels: [String] { combinations.map { values in label { values[$0] } } }

  /// Every combination of the words of spelled parameters that means something.
  var combinations: [[String: Value]] {
    var found: [[String: Value]] = [[:]]
    for parameter in spelled {
      found = found.flatMap { values -> [[String: Value]] in
        guard parameter.applies?.holds({ values[$0] }) ?? true else { return [values] }
        return parameter.words.map { values.merging([parameter.path: .text($0)]) { $1 } }
      }
    }
    return found
  }
}

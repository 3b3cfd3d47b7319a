/// How reports, listings and exports speak of a trainer's runs. What is left out is said in words
/// that fit any trainer.
public struct ReportWords: Codable, Hashable, Sendable {
  /// What a state of a run is counted in: `epoch`.
  public let step: String
  /// Several of them.
  public let steps: String
  /// What a run works through, several: `sequences`; `nil` where it is not counted.
  public let work: String?
  /// What a row of a table of runs is: `Version`.
  public let version: String
  /// What runs of each label are made of; `nil` where there is nothing to say.
  public let about: AboutTable?
  /// The sentences above the table of results.
  public let results: String?
  /// Whether published figures have columns even where there are none.
  public let isPublished: Bool
  /// How the best of several settings was chosen.
  public let choice: String?
  /// Metrics with a section of their own.
  public let groups: [MetricGroup]
  /// The chart of all runs; `nil` for one of each metric.
  public let curves: CurveWords?
  /// What is drawn of a run's states; `nil` where nothing is.
  public let drawings: DrawingWords?
  /// What is said of one dataset alone.
  public let data: DataWords?
  /// What counts and is no parameter, in the order in which it is listed.
  public let facts: [Fact]
  /// The columns of an export; `nil` for those of any trainer.
  public let export: [ExportColumn]?

  /// Makes words.
  public init(
    step: String = "step", steps: String = "steps", work: String? = nil, version: String = "Run",
    about: AboutTable? = nil, results: String? = nil, isPublished: Bool = false,
    choice: String? = nil, groups: [MetricGroup] = [], curves: CurveWords? = nil,
    drawings: DrawingWords? = nil, data: DataWords? = nil, facts: [Fact] = [],
    export: [ExportColumn]? = nil
  ) {
    self.step = step
    self.steps = steps
    self.work = work
    self.version = version
    self.about = about
    self.results = results
    self.isPublished = isPublished
    self.choice = choice
    self.groups = groups
    self.curves = curves
    self.drawings = drawings
    self.data = data
    self.facts = facts
    self.export = export
  }

  /// Something that counts, and is found out before a plan is made.
  public struct Fact: Codable, Hashable, Sendable {
    /// Where it stands in a configuration: `engine`.
    public let path: String
    /// What exports call it: `numeric_contract`.
    public let name: String

    /// Names a fact.
    public init(_ path: String, name: String) {
      self.path = path
      self.name = name
    }
  }
}

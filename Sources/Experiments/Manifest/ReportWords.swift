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

/// A table of what runs are made of.
public struct AboutTable: Codable, Hashable, Sendable {
  /// The words over it.
  public let heading: String
  /// Its columns beside the label's.
  public let columns: [String]
  /// Their cells, by the label that runs have before their axes.
  public let rows: [String: [String]]

  /// Makes a table.
  public init(_ heading: String, columns: [String], rows: [String: [String]]) {
    self.heading = heading
    self.columns = columns
    self.rows = rows
  }
}

/// Metrics with a section of their own.
public struct MetricGroup: Codable, Hashable, Sendable {
  /// The words over it.
  public let heading: String
  /// What they are.
  public let summary: String
  /// The metrics; the last one tells whether a run has any of them.
  public let metrics: [MetricName]

  /// Makes a group.
  public init(_ heading: String, _ summary: String, _ metrics: [MetricName]) {
    self.heading = heading
    self.summary = summary
    self.metrics = metrics
  }
}

/// The chart of all runs' headline, and one of each run.
public struct CurveWords: Codable, Hashable, Sendable {
  /// The words over the charts.
  public let heading: String
  /// What the first one shows.
  public let summary: String
  /// The metrics of a run's own chart.
  public let metrics: [MetricName]
  /// What that chart shows: `Train and test MSE`.
  public let title: String
  /// What all the runs' charts show: `Each run, train and test`.
  public let each: String

  /// Makes words.
  public init(
    _ heading: String, _ summary: String, metrics: [MetricName], title: String, each: String
  ) {
    self.heading = heading
    self.summary = summary
    self.metrics = metrics
    self.title = title
    self.each = each
  }
}

/// What is drawn of a run's states.
public struct DrawingWords: Codable, Hashable, Sendable {
  /// The title of the pictures' column among the results.
  public let column: String
  /// The words over all of them.
  public let heading: String
  /// What they show.
  public let summary: String

  /// Makes words.
  public init(column: String, heading: String, _ summary: String) {
    self.column = column
    self.heading = heading
    self.summary = summary
  }
}

/// What is said of one dataset alone: that of a file with a certain name or of a certain size.
public struct DataWords: Codable, Hashable, Sendable {
  /// How its files' names begin.
  public let files: [String]
  /// How many sequences it has.
  public let sequences: Int
  /// What introduces the tips.
  public let introduction: String
  /// What is good to know of it.
  public let tips: [String]
  /// Its authors.
  public let credit: String

  /// Makes words.
  public init(
    files: [String], sequences: Int, introduction: String, tips: [String], credit: String
  ) {
    self.files = files
    self.sequences = sequences
    self.introduction = introduction
    self.tips = tips
    self.credit = credit
  }

  /// Whether they are about this data.
  public func areOf(_ data: DatasetRecord) -> Bool {
    !data.isSynthetic
      && (files.contains { data.name.hasPrefix($0) } || data.sequences == sequences)
  }
}

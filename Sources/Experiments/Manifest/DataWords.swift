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

/// A dataset, for the report's reader.
public struct DatasetRecord: Codable, Hashable, Sendable {
  /// What it is, in one line, without any path: `mixoutALL_shifted.mat` or `synthetic (seed 0)`.
  public let name: String
  /// Why this one: `the first source of the spec`, `fallback: ... is absent`, `--data`.
  public let choice: String
  /// SHA-256 of the sequences' content.
  public let fingerprint: String
  /// Number of sequences.
  public let sequences: Int
  /// Sequences trained on.
  public let train: Int
  /// Sequences kept for testing.
  public let test: Int
  /// Whether it is the synthetic writer's.
  public let isSynthetic: Bool
  /// Where to get it, again to train on it.
  public let source: DataSource
  /// The spec's folder, absolute, where its search program begins; `nil` where it has none.
  public let searchFolder: String?

  /// Makes a dataset's record.
  public init(
    name: String, choice: String, fingerprint: String, sequences: Int, train: Int, test: Int,
    isSynthetic: Bool, source: DataSource, searchFolder: String? = nil
  ) {
    self.name = name
    self.choice = choice
    self.fingerprint = fingerprint
    self.sequences = sequences
    self.train = train
    self.test = test
    self.isSynthetic = isSynthetic
    self.source = source
    self.searchFolder = searchFolder
  }
}

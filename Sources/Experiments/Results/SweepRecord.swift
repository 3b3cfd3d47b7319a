/// A sweep as the store keeps it.
public struct SweepRecord: Hashable, Sendable {
  /// Its name, and so the report's folder.
  public let name: String
  /// The resolved specification as canonical JSON, `--set` applied.
  public let spec: String
  /// SHA-256 of `spec`, in hexadecimal.
  public let specSHA256: String
  /// On what it ran.
  public let source: SourceRecord
  /// What its trainer declares.
  public let manifest: Manifest
  /// Published figures to stand beside ours, by label and metric.
  public let published: [String: [MetricName: Double]]

  /// Makes a sweep's record.
  public init(
    name: String, spec: String, specSHA256: String, source: SourceRecord,
    published: [String: [MetricName: Double]], manifest: Manifest
  ) {
    self.name = name
    self.spec = spec
    self.specSHA256 = specSHA256
    self.source = source
    self.published = published
    self.manifest = manifest
  }

  /// Makes the record of a sweep on data.
  public init(
    name: String, spec: String, specSHA256: String, dataset: DatasetRecord,
    published: [String: [MetricName: Double]], manifest: Manifest
  ) {
    self.init(
      name: name, spec: spec, specSHA256: specSHA256, source: .data(dataset), published: published,
      manifest: manifest)
  }

  /// The data; `nil` where a program trains, which has its own.
  public var dataset: DatasetRecord? { if case .data(let data) = source { data } else { nil } }

  /// The program; `nil` where a trainer of ours trains.
  public var program: ProgramRecord? {
    if case .program(let program) = source { program } else { nil }
  }
}

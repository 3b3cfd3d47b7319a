import Experiments

/// A sweep whose runs are listed: what lists show of them.
public final class ListedSweep: Sendable {
  /// Its name; empty where runs are of no sweep.
  public let name: String
  /// What its trainer declares.
  public let manifest: Manifest
  /// The metrics that lists show, in their order.
  public let columns: [MetricDeclaration]
  /// The place of the headline among the columns.
  public let headline: Int?
  /// The columns' names in UTF-8.
  let names: [[UInt8]]

  /// Takes a sweep.
  init(name: String, _ manifest: Manifest) {
    self.name = name
    self.manifest = manifest
    columns = manifest.columns.map(manifest.metric)
    headline = manifest.columns.firstIndex { $0 == manifest.headline }
    names = manifest.columns.map { Array($0.rawValue.utf8) }
  }
}

/// The last value of a metric of a run.
public struct ListedValue: Codable, Hashable, Sendable {
  /// The metric.
  public let name: MetricName
  /// The step that it is of.
  public let step: Int
  /// The value; `nil` where it is not finite.
  public let value: Double?

  /// Makes a value.
  public init(_ name: MetricName, step: Int, value: Double?) {
    self.name = name
    self.step = step
    self.value = value
  }
}

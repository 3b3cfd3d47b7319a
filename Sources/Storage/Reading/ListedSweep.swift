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
  /// The metrics that are read: those of the columns, then others.
  let read: [MetricName]
  /// Their names in UTF-8.
  let names: [[UInt8]]

  /// Takes a sweep.
  init(name: String, _ manifest: Manifest, _ parts: ListedParts) {
    self.name = name
    self.manifest = manifest
    let shown = parts.areShown ? manifest.columns : []
    columns = shown.map(manifest.metric)
    headline = shown.firstIndex { $0 == manifest.headline }
    read = shown + parts.others.filter { !shown.contains($0) }
    names = read.map { Array($0.rawValue.utf8) }
  }

  /// Where the value of a metric stands in a ``RunRow``; `nil` where it is not read.
  public func place(of metric: MetricName) -> Int? { read.firstIndex(of: metric) }

}

/// What is read of each run for a list: all costs time where there are very many runs.
public struct ListedParts: Sendable {
  /// All but when runs were begun, with the metrics that lists show.
  public static let usual = ListedParts(areShown: true, others: [], settings: true, times: false)

  let areShown: Bool
  let others: [MetricName]
  let settings: Bool
  let times: Bool

  /// Names what is read.
  ///
  /// - Parameters:
  ///   - areShown: Whether the last values of the metrics that lists of a sweep show are.
  ///   - others: More metrics whose last values are, whichever sweep has them.
  ///   - settings: Whether the configuration and what does not count are.
  ///   - times: Whether the time is at which a run was begun or ended last.
  public init(areShown: Bool, others: [MetricName], settings: Bool, times: Bool) {
    self.areShown = areShown
    self.others = others
    self.settings = settings
    self.times = times
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

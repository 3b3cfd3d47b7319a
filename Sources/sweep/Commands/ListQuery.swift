import ArgumentParser
import Experiments
import Foundation
import Running
import Storage

/// Which runs are listed, in which order, and what is shown of them.
struct ListQuery {
  let filter: RunFilter?
  let order: RunOrder?
  /// `nil` for what lists show else.
  let columns: NameList?
  let since: Int?
  let state: RunState?
  let limit: Int?

  /// Every name that is asked for, once.
  var names: [String] {
    let all = (filter?.names ?? []) + (order?.keys.map(\.name) ?? []) + (columns?.names ?? [])
    return all.map(\.name).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Refuses names that nothing in the store has.
  ///
  /// - Parameters:
  ///   - first: The trainers of the runs that are listed: what is near among theirs is proposed.
  ///   - others: Those of the store's other runs.
  ///   - said: Metrics that runs measured.
  /// - Throws: ``Failure``
  func check(_ first: [Manifest], _ others: [Manifest], said: Set<MetricName>) throws {
    func check(_ names: [FilterName]?, in text: String?, _ option: String) throws {
      for name in names ?? [] {
        do throws(FilterError) { try name.check(in: text ?? "", first + others, said: said) } catch
        {
          throw Failure(unknown: error, of: option)
        }
      }
    }
    try check(filter?.names, in: filter?.text, "--filter")
    try check(order?.keys.map(\.name), in: order?.text, "--sort")
    try check(columns?.names, in: columns?.text, "--cols")
  }

  /// What is read of each run.
  ///
  /// - Parameters:
  ///   - areShown: Whether the metrics that lists show are.
  ///   - settings: Whether what is written needs the settings.
  ///   - manifests: The trainers of the runs.
  ///   - said: Metrics that runs measured.
  ///   - more: Metrics that are read besides.
  ///   - keys: Names whose values are asked for besides.
  func parts(
    areShown: Bool, settings: Bool, _ manifests: [Manifest], said: Set<MetricName>,
    more: [MetricName] = [], keys: [String] = []
  ) -> ListedParts {
    var (metrics, settings): ([MetricName], Bool) = ([], settings)
    for metric in more where !metrics.contains(metric) { metrics.append(metric) }
    for manifest in manifests {
      for name in names + keys {
        switch manifest.meanings(of: name, said: said).first {
        case .metric(let metric)? where !metrics.contains(metric): metrics.append(metric)
        case .parameter?: settings = true
        case .metric?, .field?, nil: break
        }
      }
    }
    return ListedParts(
      areShown: areShown, others: metrics, settings: settings, times: since != nil)
  }

  /// Whether a run is listed.
  func takes(_ run: RunRow, _ lookup: (String) -> Value?) -> Bool {
    if let state, run.state != state { return false }
    if let since, (run.changed ?? .min) < since { return false }
    return filter?.matches(lookup) ?? true
  }
}

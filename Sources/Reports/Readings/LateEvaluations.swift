import Experiments
import Statistics

/// The evaluations of a run's last 13.3 %: from epoch 260 of 300 on.
///
/// One evaluation is noisy (6 to 16 % from one to the next), so the median of these tells more.
struct LateEvaluations: Sendable {
  private let metrics: [Metric]

  /// Reads a run's evaluations; none where its trainer has no schedule of them.
  init(of run: RunResult, _ manifest: Manifest) {
    guard Self.areKept(by: manifest), let end = manifest.budget(of: run.run.configuration) else {
      metrics = []
      return
    }
    metrics = run.metrics.filter { Self.isLate($0.epoch, of: end) }.flatMap(\.metrics)
  }

  /// The values of a metric.
  func values(_ name: MetricName) -> [Double] {
    metrics.filter { $0.name == name }.map(\.value)
  }

  /// The median of a metric's values; not a number if one is none, `nil` without values.
  func median(_ name: MetricName) -> Double? {
    let values = values(name)
    return values.contains(where: \.isNaN) ? .nan : Summary(values).median
  }

  /// The first of the late states in words, where all finished runs have as many; else empty.
  static func beginning(in groups: [RunGroup], _ manifest: Manifest) -> String {
    let lengths = Set(
      groups.flatMap(\.finished).map { manifest.budget(of: $0.run.configuration) ?? 0 })
    guard lengths.count == 1, let end = lengths.first, end >= 0 else { return "" }
    let first = (0...end).first { isLate($0, of: end) } ?? end
    return " (from \(first) of \(end) on)"
  }

  /// Whether a trainer evaluates again and again up to an end that is known.
  static func areKept(by manifest: Manifest) -> Bool {
    manifest.parameter(.evaluation) != nil && manifest.parameter(.budget) != nil
  }

  /// Whether a state of a run of so many epochs is late: 260/300 of them, in whole numbers.
  static func isLate(_ epoch: Int, of epochs: Int) -> Bool {
    Double(epoch) * 300 >= Double(epochs) * 260
  }
}

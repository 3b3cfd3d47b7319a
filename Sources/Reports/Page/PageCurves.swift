import Experiments

/// Metrics by step of all runs, for a page's script.
///
/// A curve is a list: the place of its steps among all lists of steps, then its values.
struct PageCurves {
  private var steps: [[Int]] = []
  private var places: [[Int]: Int] = [:]
  /// By metric, then by run; `nil` where a run has no such value.
  private var curves: [[Curve?]] = []
  private let limit: Int?

  private struct Curve {
    let steps: Int
    let values: [Double]
  }

  /// Reads the curves of some metrics.
  init(_ runs: [RunResult], _ names: [MetricName]) {
    let all = runs.map { Self.read($0, names) }
    let some = all.joined().filter { !$0.values.isEmpty }
    limit = CurveThinning.limit(
      points: some.reduce(0) { $0 + $1.values.count }, curves: some.count)
    for place in names.indices {
      var column: [Curve?] = []
      for run in all { column.append(thinned(run[place])) }
      curves.append(column)
    }
  }

  /// Writes `{"limit": null, "steps": [[...]], "values": [[[0, ...], null]]}`.
  func write(to json: inout PageJSON) {
    json.object([
      ("limit", { $0.whole(limit) }),
      ("steps", { $0.list(steps) { $0.wholes($1) } }),
      ("values", { $0.list(curves) { $0.list($1) { Self.write($1, to: &$0) } } }),
    ])
  }

  private static func write(_ curve: Curve?, to json: inout PageJSON) {
    guard let curve else { return json.whole(nil) }
    json.list(-1..<curve.values.count) { json, place in
      if place < 0 { json.whole(curve.steps) } else { json.short(curve.values[place]) }
    }
  }

  private mutating func thinned(_ curve: (steps: [Int], values: [Double])) -> Curve? {
    guard !curve.values.isEmpty else { return nil }
    guard let limit, curve.values.count > limit else {
      return Curve(steps: place(of: curve.steps), values: curve.values)
    }
    let kept = CurveThinning.kept(curve.values, atMost: limit)
    return Curve(
      steps: place(of: kept.map { curve.steps[$0] }), values: kept.map { curve.values[$0] })
  }

  private mutating func place(of steps: [Int]) -> Int {
    if let known = places[steps] { return known }
    places[steps] = self.steps.count
    self.steps.append(steps)
    return self.steps.count - 1
  }

  /// The curves of a run in the order of the names; each state is read once.
  private static func read(
    _ run: RunResult, _ names: [MetricName]
  ) -> [(steps: [Int], values: [Double])] {
    let columns = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var curves = names.map { _ in (steps: [Int](), values: [Double]()) }
    for entry in run.metrics {
      for metric in entry.metrics {
        guard let column = columns[metric.name] else { continue }
        curves[column].steps.append(entry.epoch)
        curves[column].values.append(metric.value)
      }
    }
    return curves
  }
}

import Experiments

/// What of a plan fits in some time, by what its runs are expected to take.
struct WithinTime: Encodable {
  /// A stage to come of a search.
  struct Later: Encodable {
    let stage: String
    let runs: Int
    let expectedSeconds: Double
    let fits: Bool
  }

  let seconds: Double
  /// Labels of the runs that are done by then, in the order in which they are started.
  let fits: [String]
  /// Labels of those that are not.
  let left: [String]
  /// The stages after them.
  let later: [Later]

  /// - Parameter runs: The runs to be run, in the plan's order, with their seconds.
  init(
    _ seconds: Double, _ runs: [(label: String, seconds: Double)], _ stages: LaterStages?,
    slots: Int
  ) {
    self.seconds = seconds
    // As the queue has them: the longest first.
    let order = runs.enumerated().sorted {
      ($1.element.seconds, $0.offset) < ($0.element.seconds, $1.offset)
    }.map(\.element)
    var ends = [Double](repeating: 0, count: max(1, slots))
    var (fits, left): ([String], [String]) = ([], [])
    for run in order {
      let slot = ends.indices.min { ends[$0] < ends[$1] } ?? 0
      ends[slot] += run.seconds
      ends[slot] <= seconds ? fits.append(run.label) : left.append(run.label)
    }
    (self.fits, self.left) = (fits, left)
    var end = ends.max() ?? 0
    later = (stages?.stages ?? []).map { stage in
      end += stage.seconds(slots: slots)
      return Later(
        stage: stage.words, runs: stage.runs, expectedSeconds: stage.seconds(slots: slots),
        fits: end <= seconds)
    }
  }

  /// It for people, a line each.
  func words(_ span: TimeSpan, _ slots: Slots) -> [String] {
    let count = fits.count + left.count
    var lines = [
      "within \(span), \(slots.words): \(fits.count) of \(count) run\(count == 1 ? "" : "s") "
        + "to run" + Self.list(fits)
    ]
    if !left.isEmpty { lines.append("not within \(span): \(left.count)\(Self.list(left))") }
    for (isWithin, name) in [(true, "within"), (false, "not within")] {
      let stages = later.filter { $0.fits == isWithin }
      if stages.isEmpty { continue }
      let list = stages.map { "\($0.stage) (\($0.runs) run\($0.runs == 1 ? "" : "s"))" }
      lines.append("then, \(name) \(span): \(list.joined(separator: ", "))")
    }
    return lines
  }

  private static func list(_ labels: [String]) -> String {
    if labels.isEmpty { return "" }
    let rest = labels.count - 10
    return ": " + labels.prefix(10).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}

/// Puts runs into tasks: longest first, so that no long run is left over at the end, and tasks of
/// like length, since they have one limit of time.
struct TaskPacking {
  /// Seconds that a task should take at the most, where no run takes longer by itself.
  let taskSeconds: Double
  /// How many tasks go at a time; fewer are not worth having while there is work for more.
  let atATime: Int

  /// A task that takes less is not worth its start.
  private static let leastSeconds = 2.0
  /// What a run takes however short it is: its journal, its home, its end.
  private static let beginning = 0.02

  /// The runs of each task, by their places in what was given; the longest tasks first.
  ///
  /// - Parameter seconds: What each run should take; `nil` where nobody knows.
  func tasks(_ seconds: [Double?]) -> [[Int]] {
    guard !seconds.isEmpty else { return [] }
    // What is not known may be long: it has a task of its own, as far as tasks go.
    let known = seconds.map { ($0 ?? taskSeconds) + Self.beginning }
    let order = known.indices.sorted { (known[$1], $0) < (known[$0], $1) }
    var bins = [[Int]](repeating: [], count: count(known))
    // There and back: the loads come out alike.
    for (position, run) in order.enumerated() {
      let (round, place) = position.quotientAndRemainder(dividingBy: bins.count)
      bins[round.isMultiple(of: 2) ? place : bins.count - 1 - place].append(run)
    }
    func load(_ bin: [Int]) -> Double { bin.reduce(0) { $0 + known[$1] } }
    return bins.enumerated().sorted { a, b in
      (load(b.element), a.offset) < (load(a.element), b.offset)
    }.map(\.element)
  }

  private func count(_ seconds: [Double]) -> Int {
    let total = seconds.reduce(0, +)
    let byLength = (total / max(taskSeconds, 1)).rounded(.up)
    let worthHaving = max(1, min(Double(atATime), (total / Self.leastSeconds).rounded(.up)))
    return max(1, min(seconds.count, Int(min(max(byLength, worthHaving), 1e9))))
  }
}

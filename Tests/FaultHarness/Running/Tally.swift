/// How far a fault's goal is reached.
struct Tally {
  private let goal: Goal
  private(set) var shots = 0
  private(set) var injections = 0
  private(set) var violations = 0
  private(set) var seconds = 0.0
  private var isPassed = false

  init(_ goal: Goal, _ entries: [Journal.Entry]) {
    self.goal = goal
    for entry in entries { add(entry) }
  }

  mutating func add(_ entry: Journal.Entry) {
    shots = max(shots, entry.shot)
    injections += entry.injections
    violations += entry.violations.isEmpty ? 0 : 1
    seconds += entry.seconds
    isPassed = isPassed || entry.isLast
  }

  /// Whether no further shot is asked for.
  var isReached: Bool {
    switch goal {
    case .shots(let wanted): shots >= wanted
    case .injections(let wanted): injections >= wanted
    case .everyPoint: isPassed
    }
  }

  /// Injections of those asked for: `n/N`; `N` of an enumeration is known once it has passed.
  var share: String {
    switch goal {
    case .shots(let wanted): "\(shots)/\(wanted)"
    case .injections(let wanted): "\(injections)/\(wanted)"
    case .everyPoint: isPassed ? "\(injections)/\(injections), all points" : "\(injections)/?"
    }
  }

  var words: String { "\(share), shots with violations: \(violations)" }
}

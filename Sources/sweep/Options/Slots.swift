import ArgumentParser
import Scheduling

/// How many runs are on at a time, and why so many.
struct Slots {
  /// The help of the option that says it.
  static let help = ArgumentHelp(
    "Runs at a time (default: the processors that this process may use).")

  /// How many.
  let count: Int
  /// The processors it follows from; `nil` where somebody asked for a number.
  private let processors: Processors?

  /// - Parameter asked: What the option says; where nothing, `SWEEP_JOBS`, else the processors count.
  init(_ asked: Int?) {
    let asked = asked ?? Variables.jobs ?? 0
    processors = asked > 0 ? nil : .current()
    count = processors?.usable ?? asked
  }

  /// Refuses a number of runs at a time that is none.
  static func check(_ asked: Int?) throws {
    if let asked, asked < 1 { throw ValidationError("--jobs: \(asked) is less than 1") }
  }

  /// `2 at a time`, `1 at a time: 1 of 2 processors (affinity)`.
  var words: String {
    let why = processors.flatMap { $0.limit == nil ? nil : ": \($0)" } ?? ""
    return "\(count) at a time\(why)"
  }
}

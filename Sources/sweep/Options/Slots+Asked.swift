import ArgumentParser
import Running

extension Slots {
  /// The help of the option that says it.
  static let help = ArgumentHelp(
    "Runs at a time (default: the processors that this process may use).")

  /// - Parameter asked: What the option says; where nothing, `SWEEP_JOBS`, else the processors count.
  init(_ asked: Int?) { self.init(asked: asked ?? Variables.jobs ?? 0) }

  /// Refuses a number of runs at a time that is none.
  static func check(_ asked: Int?) throws {
    if let asked, asked < 1 { throw ValidationError("--jobs: \(asked) is less than 1") }
  }
}

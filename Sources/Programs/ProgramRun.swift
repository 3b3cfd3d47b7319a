import CSystem
import Training

/// Runs somebody else's program as a run: starts it, hears it, holds it to its limits, ends it.
///
/// The program needs to know nothing. Lines of its standard output that are JSON objects with a key we
/// know are messages:
///
///     {"step": 3, "metrics": {"loss": 0.5, "accuracy": NaN}}
///     {"checkpoint": "step_3.pt", "step": 3}
///     {"artifact": "confusion.png", "name": "confusion", "step": 3}
///     {"progress": 0.4}
///     {"diverged": true}
///
/// One object may have several of them. All else goes to the log. Whoever does not take messages fast
/// enough slows the program down: nothing is heaped up. What the program has started is ended with it,
/// also what left its process group, and also where this process is killed: see `csystem_keep`.
public struct ProgramRun {
  private let clock: () -> Double

  /// - Parameter clock: Seconds, monotonic.
  public init(clock: @escaping () -> Double) {
    self.clock = clock
  }

  /// Runs a program to its end. What it says after its own end, or its children do, is not taken.
  ///
  /// - Parameters:
  ///   - take: Takes each message, in order.
  ///   - control: Asked ten times a second.
  /// - Throws: ``ProgramError``, and what `take` throws; the program is ended then.
  public func run(
    _ call: ProgramCall, take: (ProgramMessage) throws -> Void, control: () -> TrainingControl
  ) throws -> ProgramOutcome {
    try withoutActuallyEscaping(take) { take in
      try withoutActuallyEscaping(control) { control in
        let keeper: Keeper
        switch try Starting(call).start() {
        case .notStarted(let reason): return ProgramOutcome(.notStarted(reason))
        case .started(let started): keeper = started
        }
        defer { keeper.close() }
        var attempt = ProgramAttempt(
          call, keeper, ProgramHooks(take: take, control: control, clock: clock))
        return try attempt.follow()
      }
    }
  }

  /// Makes this process the parent of what loses its own among those it has started, so that nothing
  /// is lost even where a keeper is killed. For a worker, at its beginning: whatever becomes its child
  /// and is no keeper is taken for somebody's orphan.
  public static func adoptOrphans() { csystem_adopt_orphans() }
}

import Experiments

/// A trainer at work in a worker: takes assignments one after another, each to its end.
public protocol TrainerSession: AnyObject {
  /// Trains a run; the last event is how it ended.
  ///
  /// - Parameters:
  ///   - emit: Takes each event, in order.
  ///   - control: Asked again and again: between two batches, or ten times a second.
  /// - Throws: What `emit` throws; all else becomes a failed end.
  func run(
    _ assignment: Assignment, emit: (RunEvent) throws -> Void, control: () -> TrainingControl
  ) throws
}

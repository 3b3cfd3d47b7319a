import Experiments
import GRDB

extension ResultStore {
  /// Keeps what happened, in one transaction; when this returns, it survives a power cut.
  ///
  /// `started` counts an attempt and drops what the run has beyond that state; from epoch 0, all
  /// of its values. `metrics`, `groundTruth` and `reconstruction` of a state that has them already
  /// must be equal, bit for bit. `ended` adds seconds and sequences, and seals the run's digest.
  /// `progress` is not kept.
  ///
  /// - Parameter events: Each with its run's id, a run's in their order. `willRetry`: after a
  ///   failure, whether the run will be tried again, so is pending and not yet failed.
  /// - Parameter marks: How far the journals of these runs were read with the events, by ids.
  /// - Throws: ``StoreError``: `.full`, `.io`, `.unknown` (a run not registered) with nothing of
  ///   the batch kept; `.conflict` with all of it kept but the values that contradict stored ones;
  ///   those also stand among the runs' warnings.
  public func record(
    _ events: [(run: String, event: RunEvent, willRetry: Bool)], marks: [String: JournalMark] = [:]
  ) throws(StoreError) {
    let conflicts = try writing { db, time in
      var writer = EventWriter(db: db, path: path, time: time, trainers: trainers)
      for event in events {
        try writer.write(event.event, of: event.run, willRetry: event.willRetry)
      }
      for (run, mark) in marks { try writer.keep(mark, of: run) }
      try writer.finish()
      return writer.conflicts
    }
    guard conflicts.isEmpty else {
      throw StoreError(.conflict, path: path, what: conflicts.joined(separator: "; "))
    }
  }
}

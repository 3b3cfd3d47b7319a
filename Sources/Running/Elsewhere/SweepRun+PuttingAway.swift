import Cluster
import Experiments
import Foundation
import Storage

extension SweepRun {
  /// Removes the submissions all of whose runs have come to their end, once their tasks have, too.
  ///
  /// - Throws: `StoreError`.
  func putAway(_ store: ResultStore) throws {
    // A task ends a moment after its last run.
    for _ in 0..<20 {
      let settled = try settledSubmissions(store)
      let over = settled.filter { $0.folder.hasEnded(all: $0.record.tasks.count) }
      for submission in over { submission.folder.remove() }
      if over.count == settled.count { break }
      usleep(250_000)
    }
    try putAwayWhatNobodyHas(store)
    OpenSubmissions.tidy(places.saveFolder)
  }

  /// Tasks that were killed say nothing; then the scheduler is asked.
  private func putAwayWhatNobodyHas(_ store: ResultStore) throws {
    let settled = try settledSubmissions(store)
    guard !settled.isEmpty, let engine = settings.cluster?.engine,
      let tasks = try? engine.tasks(ofSweep: name)
    else { return }
    let living = Set(tasks.map(\.token))
    for submission in settled where !living.contains(submission.record.token) {
      submission.folder.remove()
    }
  }

  private func settledSubmissions(
    _ store: ResultStore
  ) throws -> [(record: SubmissionFolder.Record, folder: SubmissionFolder)] {
    let open = OpenSubmissions(places.saveFolder, sweep: name).all
    guard !open.isEmpty else { return [] }
    let progress = try store.progress()
    return open.filter { submission in
      submission.record.tasks.joined().allSatisfy { run in
        let state = progress.runs[run]?.state
        return state == nil || state == .finished || state == .diverged
      }
    }
  }
}

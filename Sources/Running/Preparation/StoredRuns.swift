import Experiments
import Storage

/// Finds runs of a store by what people call them.
package struct StoredRuns {
  private let store: ResultStore
  private let listings: [RunListing]
  private let names: RunNames

  /// - Parameter sweep: Only runs of this sweep; `nil` for all.
  package init(_ store: ResultStore, sweep: String?) throws {
    self.store = store
    // Those that no sweep lists any more have ids, by which they are found.
    listings = try store.runs(sweep: sweep) + (sweep == nil ? store.unlistedRuns() : [])
    names = RunNames(
      listings.map { run in
        RunName(sweep: run.sweep, label: run.sweep.isEmpty ? "" : run.label, id: run.id)
      }, versions: Trainers.own.standard.allLabels)
  }

  /// The run that a text names, and its sweep. Only its values are read.
  ///
  /// - Throws: ``Failure`` where there is none, or more than one.
  package func result(_ text: String) throws -> (sweep: SweepRecord, run: RunResult) {
    let listing = listings[try names.storedPlace(of: text)]
    let unlisted = try store.unlistedResult(
      run: listing.id, folder: RunHome(of: listing.id, in: "runs").path)
    if let unlisted, let run = unlisted.runs.first { return (unlisted.sweep, run) }
    guard let found = try store.result(run: listing.id, sweep: listing.sweep) else {
      throw Failure.unknownRun("the store has no run \(text) any more")
    }
    return (try store.record(of: listing.sweep), found.run)
  }

  /// The id of the run that a text names.
  ///
  /// - Throws: ``Failure`` as ``result(_:)``.
  ///
  /// - Parameter near: The sweep that was perhaps meant, where sweeps may be named too.
  package func id(_ text: String, orSweep near: String?) throws -> String {
    do throws(SpecError) { return listings[try names.place(of: text)].id } catch {
      let hasRuns = error.problems.contains { $0.suggestion != nil || !$0.allowed.isEmpty }
      guard let near, !hasRuns else { throw Failure.unknownRun(error.description) }
      throw Failure.unknownRun(
        "no sweep and no run is called \(SpecError.quoted(text))\(Suggestion.phrase(near))")
    }
  }
}

extension RunNames {
  /// As `place(of:)`, of runs that are stored.
  ///
  /// - Throws: ``Failure`` with what was perhaps meant.
  func storedPlace(of text: String) throws -> Int {
    do throws(SpecError) { return try place(of: text) } catch {
      throw Failure.unknownRun(error.description)
    }
  }
}

extension Failure {
  /// That a name is no run's.
  static func unknownRun(_ happened: String) -> Failure {
    Failure(
      .input, happened, safe: "nothing was changed",
      next: "sweep ls, for sweeps, labels and ids (SWEEP/LABEL names one run)")
  }
}

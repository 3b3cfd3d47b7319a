import Experiments
import Storage

/// Finds runs of a store by what people call them.
struct StoredRuns {
  private let store: ResultStore
  private let listings: [RunListing]

  /// - Parameter sweep: Only runs of this sweep; `nil` for all.
  init(_ store: ResultStore, sweep: String?) throws {
    self.store = store
    // Those that no sweep lists any more have ids, by which they are found.
    listings = try store.runs(sweep: sweep) + (sweep == nil ? store.unlistedRuns() : [])
  }

  /// The run of a label, or of an id that begins so, with the results of its sweep.
  ///
  /// - Throws: ``Failure`` where there is none, or more than one.
  func result(_ text: String) throws -> (sweep: SweepResults, run: RunResult) {
    let listing = try find(text)
    let sweep =
      try store.unlistedResult(run: listing.id, folder: RunHome(of: listing.id, in: "runs").path)
      ?? store.results(sweep: listing.sweep)
    guard let run = sweep.runs.first(where: { $0.run.id == listing.id }) else {
      throw Self.unknown(text, "the store has no run \(text)")
    }
    return (sweep, run)
  }

  /// The id of a run.
  ///
  /// - Throws: ``Failure`` as ``result(_:)``.
  func id(_ text: String) throws -> String { try find(text).id }

  private func find(_ text: String) throws -> RunListing {
    let labelled = listings.filter { $0.label == text && !$0.sweep.isEmpty }
    let found = labelled.isEmpty ? listings.filter { $0.id.hasPrefix(text) } : labelled
    guard let first = found.first, !text.isEmpty else {
      throw Self.unknown(text, "no run is called \"\(text)\", and no id begins so")
    }
    guard Set(found.map(\.id)).count == 1 else {
      let ones = found.prefix(5).map { "\($0.id.prefix(12)) (\($0.label) of \($0.sweep))" }
      throw Self.unknown(text, "\"\(text)\" is several runs: \(ones.joined(separator: ", "))")
    }
    return first
  }

  private static func unknown(_ text: String, _ happened: String) -> Failure {
    Failure(
      .input, happened, safe: "nothing was changed",
      next: "sweep ls, for labels and ids (--sweep NAME tells equal labels apart)")
  }
}

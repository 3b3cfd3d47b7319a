import Experiments
import Storage

extension SweepRecord {
  /// Its search as far as a store tells, and what is known of it; `nil` where it has none. No data is
  /// read.
  ///
  /// - Throws: `StoreError`.
  package func search(
    in store: ResultStore
  ) throws(StoreError) -> (rounds: SearchRounds, known: SearchKnowledge)? {
    // A cheap look: most sweeps have no search.
    guard spec.contains(#""search""#) || spec.contains(#""select""#),
      let spec = try? decodedSpec, spec.isSearched
    else { return nil }
    let folder = program?.folder ?? dataset?.searchFolder ?? ""
    // Where the program's files are gone, its answers are not taken for those of another.
    let asker = try? SearchAsker(spec, in: folder)
    let known = try store.knowledge(sweep: name, key: asker?.key ?? "")
    let plan = try? Plan(spec, of: self, knowledge: known, maxRuns: .max, file: name)
    return plan?.search.map { ($0, known) }
  }

  /// Where its search is, in a few words; `nil` where it has none.
  ///
  /// - Throws: `StoreError`.
  func placeOfSearch(in store: ResultStore) throws(StoreError) -> String? {
    guard let (rounds, known) = try search(in: store) else { return nil }
    return rounds.place { known.outcomes[$0].map { $0 != .waiting } ?? false }
  }
}

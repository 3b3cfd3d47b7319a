import Experiments
import Files
import Reports
import Storage

/// Runs and sweeps that are to go from a store, with their files.
///
/// First what shows them goes, then their rows, then their own files: whatever a kill leaves is
/// listed nowhere, and goes with the next `sweep gc`.
package struct Removal {
  private let store: ResultStore
  private let files: RunFiles
  private let runs: [String]
  private let sweeps: [String]
  private let views: [String]
  private let homes: [String]
  /// Bytes of files that go.
  let bytes: Int

  /// - Parameters:
  ///   - runs: Ids.
  ///   - sweeps: Names.
  ///   - others: Further files to remove, relative to the save folder.
  /// - Throws: `StoreError`.
  package init(
    runs: [String], sweeps: [String], others: [String] = [], _ store: ResultStore,
    _ place: SavePlace
  ) throws {
    self.store = store
    (self.runs, self.sweeps) = (runs, sweeps)
    let files = RunFiles(place: place)
    let gone = Set(runs)
    views = try store.folders().filter { gone.contains($0.run) || sweeps.contains($0.sweep) }
      .flatMap { files.files(in: $0.folder, of: place.home($0.run)) }
    homes = runs.flatMap { files.files(in: place.home($0)) } + others
    self.files = files
    bytes = files.bytes(of: views.filter { $0.hasSuffix(".png") } + homes)
  }

  /// Removes them.
  ///
  /// - Throws: `StoreError`.
  package func carryOut() throws {
    files.remove(views)
    try store.remove(runs: runs, sweeps: sweeps)
    files.remove(homes)
  }

  /// How many runs go, and what that frees.
  package var text: String {
    let count = runs.count == 1 ? "1 run" : "\(runs.count) runs"
    return "\(count), \(ByteCount.text(bytes)) of files"
  }
}

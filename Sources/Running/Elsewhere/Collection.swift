import Cluster
import Experiments
import Foundation
import Storage

/// Collects what sweeps have left on other machines, for commands that only want to look.
package enum Collection {
  /// Takes it into the store, unless somebody has the store and does so already.
  ///
  /// - Throws: `StoreError`, `FileError`, `SpecError`.
  package static func collect(_ places: SavePlaces) throws {
    let sweeps = SubmissionFolder.sweeps(in: places.filesFolder)
    guard !sweeps.isEmpty, places.mayHaveStore else { return }
    guard let store = try open(places) else { return }
    defer { try? store.close() }
    let place = SavePlace.found(places.filesFolder, for: store.path)
    for sweep in sweeps {
      guard let record = try? store.record(of: sweep) else { continue }
      let manifest = try record.decodedSpec.manifest
      _ = try JournalCollector(store, place, sweep: sweep, manifest).collect()
    }
  }

  /// The store to write to; `nil` where another one has it, or nobody may.
  private static func open(_ places: SavePlaces) throws(StoreError) -> ResultStore? {
    do throws(StoreError) {
      return try ResultStore.openForWriting(places.storePath, spec: "status", trainers: .own) {
        Date()
      }
    } catch {
      if error.code == .inUse || error.code == .readOnly { return nil }
      throw error
    }
  }

  /// Asks a sweep's tasks to save and stop, and takes back what waits.
  ///
  /// - Parameter engine: What brought them there; `nil` where that is not known, so that tasks which
  ///   wait begin, and end at once.
  /// - Returns: The tasks as they were when they were asked; `nil` where there are none.
  /// - Throws: ``ClusterError``, `FileError`.
  package static func stop(
    _ sweep: String, _ places: SavePlaces, _ engine: (any TaskEngine)?
  ) throws -> ElsewhereStatus? {
    let found = ElsewhereStatus.all(in: places.filesFolder, sweeps: [sweep]).first
    for (record, folder) in OpenSubmissions(places.filesFolder, sweep: sweep).all {
      try folder.askToStop()
      try engine?.cancel(record.submission(in: folder))
    }
    return found
  }
}

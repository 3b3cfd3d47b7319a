import Cluster
import Experiments
import Files
import Foundation
import Storage

/// A store and its save folder in the hands of a command that removes things.
package struct Upkeep {
  package let store: ResultStore
  package let place: SavePlace

  /// - Parameter isDry: Whether nothing will be changed: then a store in use may be looked at.
  /// - Throws: `StoreError`, `FileError`, ``Failure`` where there is no store.
  package init(_ places: SavePlaces, for command: String, isDry: Bool) throws {
    if isDry || !places.mayHaveStore {
      store = try places.openForReading()
      place = SavePlace.found(places.filesFolder, for: store.path)
    } else {
      store = try ResultStore.openForWriting(places.storePath, spec: command, trainers: .own) {
        Date()
      }
      place = try RunFolders(places.filesFolder, store).place
    }
  }

  /// Ends the use.
  package func close() { try? store.close() }

  /// Bytes of the store's file.
  package var storeBytes: Int {
    let found = try? FileManager.default.attributesOfItem(atPath: store.path)[.size]
    return (found as? Int) ?? 0
  }

  /// Files of homes that no run of the store has, files that no row names, and what was set aside
  /// when a folder of an older version became a view.
  ///
  /// - Throws: `StoreError`.
  package func unneeded() throws -> [String] {
    let progress = try store.progress()
    let live = OpenSubmissions.runs(in: place.files.path)
    let leftovers = Leftovers(place, progress, live: live)
    let files = RunFiles(place: place)
    let ids = place.files.names(in: place.root).filter { $0.count == 32 && !live.contains($0) }
    let inHomes = ids.flatMap { id in
      let home = place.home(id)
      return progress.runs[id] == nil ? files.files(in: home) : leftovers.files(in: home)
    }
    return try inHomes + store.folders().flatMap { setAside(in: $0.folder) }
  }

  private func setAside(in folder: String) -> [String] {
    place.files.names(in: folder).filter { $0.contains(".old-") }.flatMap { name in
      let path = "\(folder)/\(name)"
      guard case .folder? = place.files.kind(of: path) else { return [path] }
      return place.files.names(in: path).filter {
        SafeFolder.isTemporary($0) || Checkpoint.isName($0)
      }.map { "\(path)/\($0)" }
    }
  }
}

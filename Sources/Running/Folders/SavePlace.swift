import Experiments
import Files
import Foundation

/// The save folder as one store uses it: whose homes of runs are the store's own.
///
/// `runs/` belongs to the first store that writes there, and `runs/store.txt` names it; a second
/// store in the same save folder has `runs-2/`. So no store ever removes what another one recorded.
package struct SavePlace: Sendable {
  /// The save folder.
  package let files: SafeFolder
  /// The folder of the store's homes, relative to the save folder.
  let root: String

  private static let claim = "store.txt"

  /// Finds the store's homes, and takes a new place for them where it has none.
  ///
  /// - Parameter store: The store's path.
  /// - Throws: `FileError`.
  static func claimed(_ folder: String, by store: String) throws(FileError) -> SavePlace {
    let place = found(folder, for: store)
    let claim = "\(place.root)/\(claim)"
    let owner = Array((owner(store, in: folder) + "\n").utf8)
    if (try? place.files.read(claim, most: owner.count)) != owner {
      try place.files.write(owner, to: claim)
    }
    for name in place.files.names(in: place.root) where SafeFolder.isTemporary(name) {
      place.files.remove("\(place.root)/\(name)")
    }
    return place
  }

  /// Where the store's homes are or would be; touches nothing.
  package static func found(_ folder: String, for store: String) -> SavePlace {
    let files = SafeFolder(folder)
    let mine = owner(store, in: folder)
    let root =
      (1...).lazy.map { $0 == 1 ? "runs" : "runs-\($0)" }.first { root in
        let claim = (try? files.read("\(root)/\(claim)", most: Int(PATH_MAX))) ?? []
        let owner = String(decoding: claim, as: UTF8.self)
        // A claim that was cut short is nobody's; one of a store that is gone is free.
        guard owner.hasSuffix("\n") else { return true }
        return owner.dropLast() == mine || !exists(String(owner.dropLast()), in: folder)
      } ?? "runs"
    return SavePlace(files: files, root: root)
  }

  /// The home of a run.
  package func home(_ id: String) -> RunHome { RunHome(of: id, in: root) }

  /// Whether a path lies in a home of whatever store, as all of a run's own files do by now.
  static func isInHome(_ file: String) -> Bool {
    RunHome.isHome(file) && file.split(separator: "/").count > 2
  }

  // Relative where it lies in the save folder: then both can be moved.
  private static func owner(_ store: String, in folder: String) -> String {
    let real = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path + "/"
    let store = URL(fileURLWithPath: store).resolvingSymlinksInPath().path
    return store.hasPrefix(real) ? String(store.dropFirst(real.count)) : store
  }

  private static func exists(_ owner: String, in folder: String) -> Bool {
    access(owner.hasPrefix("/") ? owner : "\(folder)/\(owner)", F_OK) == 0
  }
}

import Foundation
import Storage

/// Where runs' files, the store and reports are.
package struct SavePlaces: Sendable {
  /// The save folder, absolute: workers run elsewhere.
  package let saveFolder: String
  /// The folder of the files of a store that is there, absolute.
  package let filesFolder: String
  /// The store's path.
  package let storePath: String
  /// The folder of all reports.
  package let reportsFolder: URL
  /// Told what is wrong with a store that can be read all the same.
  private let warn: @Sendable (String) -> Void

  package init(
    saveFolder: String, filesFolder: String, storePath: String, reportsFolder: URL,
    warn: @escaping @Sendable (String) -> Void
  ) {
    self.saveFolder = saveFolder
    self.filesFolder = filesFolder
    self.storePath = storePath
    self.reportsFolder = reportsFolder
    self.warn = warn
  }

  /// Whether something is where the store should be, or nobody can say.
  package var mayHaveStore: Bool {
    var status = stat()
    return stat(storePath, &status) == 0 || ![ENOENT, ENOTDIR].contains(errno)
  }

  /// The folder of a sweep's report.
  package func reportFolder(_ sweep: String) -> URL {
    reportsFolder.appending(path: sweep)
  }

  /// Opens the store to look at it.
  package func openForReading() throws -> ResultStore {
    let store = try ResultStore.openForReading(storePath, trainers: .own)
    for problem in try store.schema().problems {
      warn("warning: \(storePath): \(problem) (repair: sweep doctor \(storePath) --repair)")
    }
    return store
  }
}

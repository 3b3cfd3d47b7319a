import ArgumentParser
import Foundation
import Storage

/// Where runs' files, the store and reports are.
struct StoreOptions: ParsableArguments {
  @Option(help: "The folder of the runs' files (default: save).", completion: .directory)
  var save: String?

  @Option(help: "The store (default: results.sqlite in the save folder).", completion: .file())
  var store: String?

  @Option(help: "The folder of the reports (default: reports).", completion: .directory)
  var reports: String?

  func validate() throws {
    for (name, path) in [("save", save), ("store", store), ("reports", reports)] where path == "" {
      throw ValidationError("--\(name): the name is empty")
    }
  }

  /// The save folder, absolute: workers run elsewhere.
  var saveFolder: String { AbsolutePath.of(givenSave ?? "save") }

  /// The folder of the files of a store that is there, absolute: one named alone, by the name that a
  /// save folder gives it, stands in its own.
  var filesFolder: String {
    guard givenSave == nil,
      storePath.split(separator: "/").last == "results.sqlite"
    else { return saveFolder }
    return String(AbsolutePath.of(storePath).dropLast("/results.sqlite".count))
  }

  /// The store's path.
  var storePath: String {
    if let store = store ?? Console.place("SWEEP_STORE") { return store }
    let folder = givenSave ?? "save"
    return folder.hasSuffix("/") ? "\(folder)results.sqlite" : "\(folder)/results.sqlite"
  }

  /// Whether something is where the store should be, or nobody can say.
  var mayHaveStore: Bool {
    var status = stat()
    return stat(storePath, &status) == 0 || ![ENOENT, ENOTDIR].contains(errno)
  }

  /// The folder of a sweep's report.
  func reportFolder(_ sweep: String) -> URL {
    reportsFolder.appending(path: sweep)
  }

  /// The folder of all reports.
  var reportsFolder: URL {
    URL(fileURLWithPath: reports ?? Console.place("SWEEP_REPORTS") ?? "reports")
  }

  /// Opens the store to look at it.
  func openForReading() throws -> ResultStore {
    let store = try ResultStore.openForReading(storePath)
    for problem in try store.schema().problems {
      Console.say("warning: \(storePath): \(problem) (repair: sweep doctor \(storePath) --repair)")
    }
    return store
  }

  private var givenSave: String? { save ?? Console.place("SWEEP_SAVE") }
}

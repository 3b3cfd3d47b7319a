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

  /// The save folder, absolute: workers run elsewhere.
  var saveFolder: String { absolute(save ?? Console.variable("SWEEP_SAVE") ?? "save") }

  /// The folder of the files of a store that is there, absolute: one named alone, by the name that a
  /// save folder gives it, stands in its own.
  var filesFolder: String {
    guard save ?? Console.variable("SWEEP_SAVE") == nil,
      storePath.split(separator: "/").last == "results.sqlite"
    else { return saveFolder }
    return URL(fileURLWithPath: storePath).standardizedFileURL.deletingLastPathComponent().path
  }

  /// The store's path.
  var storePath: String {
    if let store = store ?? Console.variable("SWEEP_STORE") { return store }
    let folder = save ?? Console.variable("SWEEP_SAVE") ?? "save"
    return folder.hasSuffix("/") ? "\(folder)results.sqlite" : "\(folder)/results.sqlite"
  }

  /// The folder of a sweep's report.
  func reportFolder(_ sweep: String) -> URL {
    reportsFolder.appending(path: sweep)
  }

  /// The folder of all reports.
  var reportsFolder: URL {
    URL(fileURLWithPath: reports ?? Console.variable("SWEEP_REPORTS") ?? "reports")
  }

  /// Opens the store to look at it.
  func openForReading() throws -> ResultStore { try ResultStore.openForReading(storePath) }

  private func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }
}

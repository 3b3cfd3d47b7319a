import ArgumentParser
import Foundation
import Running

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

  /// The places that these and the environment name.
  var places: SavePlaces {
    SavePlaces(
      saveFolder: saveFolder, filesFolder: filesFolder, storePath: storePath,
      reportsFolder: URL(fileURLWithPath: reports ?? Console.place("SWEEP_REPORTS") ?? "reports"),
      warn: Console.say)
  }

  private var saveFolder: String { AbsolutePath.of(givenSave ?? "save") }

  // A store named alone, by the name that a save folder gives it, stands in its own.
  private var filesFolder: String {
    guard givenSave == nil,
      storePath.split(separator: "/").last == "results.sqlite"
    else { return saveFolder }
    return String(AbsolutePath.of(storePath).dropLast("/results.sqlite".count))
  }

  private var storePath: String {
    if let store = store ?? Console.place("SWEEP_STORE") { return store }
    let folder = givenSave ?? "save"
    return folder.hasSuffix("/") ? "\(folder)results.sqlite" : "\(folder)/results.sqlite"
  }

  private var givenSave: String? { save ?? Console.place("SWEEP_SAVE") }
}

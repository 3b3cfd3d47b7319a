import ArgumentParser
import Cluster
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

  @Option(
    name: .customLong("profile"),
    help: ArgumentHelp(
      "A file that describes other machines, where runs go; it may name save folder and store.",
      valueName: "FILE"),
    completion: .file(extensions: ["json"]))
  var profileFile: String?

  func validate() throws {
    for (name, path) in [("save", save), ("store", store), ("reports", reports)] where path == "" {
      throw ValidationError("--\(name): the name is empty")
    }
  }

  /// The other machines that are named; `nil` where none are.
  ///
  /// - Throws: `SpecError` where the profile is wrong, ``Failure`` where it cannot be read.
  func profile() throws -> Profile? {
    guard let file = profileFile ?? Console.place("SWEEP_PROFILE") else { return nil }
    return try Profile.read(file: AbsolutePath.of(file), shown: file)
  }

  // Whoever needs it has it read first, and hears what is wrong.
  private var named: Profile? { try? profile() }

  /// The places that these and the environment name.
  var places: SavePlaces { places(warn: Console.say) }

  /// The same for a shell that completes a word: nobody is told what is wrong.
  var quietPlaces: SavePlaces { places { _ in } }

  private func places(warn: @escaping @Sendable (String) -> Void) -> SavePlaces {
    SavePlaces(
      saveFolder: saveFolder, filesFolder: filesFolder, storePath: storePath,
      reportsFolder: URL(fileURLWithPath: reports ?? Console.place("SWEEP_REPORTS") ?? "reports"),
      warn: warn)
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
    if let store = store ?? named?.store ?? Console.place("SWEEP_STORE") { return store }
    let folder = givenSave ?? "save"
    return folder.hasSuffix("/") ? "\(folder)results.sqlite" : "\(folder)/results.sqlite"
  }

  private var givenSave: String? { save ?? named?.save ?? Console.place("SWEEP_SAVE") }
}

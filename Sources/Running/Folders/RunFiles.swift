import Cluster
import Experiments
import Files

/// The files of runs that are to go: what is removed, and how many bytes that frees.
struct RunFiles {
  let place: SavePlace

  /// The files of a home that are a run's.
  func files(in home: RunHome) -> [String] {
    let checkpoints = place.files.names(in: home.checkpoints).filter {
      SafeFolder.isTemporary($0) || Checkpoint.isName($0)
    }.map { "\(home.checkpoints)/\($0)" }
    let attempts = place.files.names(in: home.path).filter {
      $0.hasPrefix(RunHome.attemptPrefix)
    }
    let journals = Journal.numbers(among: place.files.names(in: home.path)).map {
      Journal.file($0, in: home)
    }
    return checkpoints + journals + attempts.flatMap { all(in: "\(home.path)/\($0)") }
      + (place.files.kind(of: home.log) == nil ? [] : [home.log])
  }

  /// All that a program has left in a folder, which may be anything; a folder with nothing in it is
  /// there by itself.
  private func all(in folder: String) -> [String] {
    guard case .folder? = place.files.kind(of: folder) else { return [folder] }
    let names = place.files.names(in: folder)
    return names.isEmpty ? [folder] : names.flatMap { all(in: "\(folder)/\($0)") }
  }

  /// The files in a folder that shows a run, its links among them; none where it shows another.
  func files(in view: String, of home: RunHome) -> [String] {
    guard RunView(files: place.files).shows(view, home) else { return [] }
    let figures = place.files.names(in: "\(view)/figs").filter(FigureWriter.isOurs)
    return figures.map { "\(view)/figs/\($0)" } + ["\(view)/log.txt", "\(view)/checkpoints"]
  }

  /// Bytes that go with files, those that have another name not counted.
  func bytes(of files: [String]) -> Int {
    files.filter { !place.files.hasOtherName($0) }.map(place.files.size).reduce(0, +)
  }

  /// Removes files, then the folders that are empty without them.
  func remove(_ files: [String]) {
    files.forEach(place.files.remove)
    var folders = Set(files + files.map(Self.parent))
    while !folders.isEmpty {
      folders.forEach(place.files.removeEmptyFolder)
      folders = Set(folders.map(Self.parent)).subtracting(["", place.root])
    }
  }

  private static func parent(of path: String) -> String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }
}

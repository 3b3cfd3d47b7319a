import Experiments
import Files

/// The folders that a plan's `output` names: each shows one run, by its figures and by links to its
/// checkpoints and its log, which lie in its home.
///
/// The link says whose figures are there. When another run comes to stand there, the figures go
/// first, then the link changes, then the figures are drawn from the store: so whatever is there
/// belongs to the run that the link names, wherever this was killed.
package struct RunView {
  let files: SafeFolder

  /// - Parameter files: The save folder.
  package init(files: SafeFolder) { self.files = files }

  /// Makes a folder show a run.
  ///
  /// - Parameter home: Where the run's own files are.
  /// - Throws: `FileError`.
  func show(_ folder: String, home: RunHome) throws(FileError) {
    if folder == home.path { return }
    // Most are new, and have nothing that could be in the way.
    guard files.kind(of: folder) != nil else { return try link(folder, home) }
    if !shows(folder, home) { removeFigures(folder) }
    try take(folder, home: home)
  }

  /// Makes a folder show a run whose figures are there already.
  ///
  /// - Throws: `FileError`.
  func take(_ folder: String, home: RunHome) throws(FileError) {
    if folder == home.path { return }
    let (log, checkpoints) = ("\(folder)/log.txt", "\(folder)/checkpoints")
    // A link that was being made when a sweep was killed.
    for name in files.names(in: folder) where SafeFolder.isTemporary(name) {
      files.remove("\(folder)/\(name)")
    }
    try clearLog(log, home)
    try clearFolder(checkpoints, home)
    try link(folder, home)
  }

  private func link(_ folder: String, _ home: RunHome) throws(FileError) {
    try files.link("\(folder)/log.txt", to: Self.up(from: folder) + home.log)
    try files.link("\(folder)/checkpoints", to: Self.up(from: folder) + home.checkpoints)
  }

  private static func up(from folder: String) -> String {
    String(repeating: "../", count: folder.split(separator: "/").count)
  }

  /// Whether a folder shows the run of a home.
  package func shows(_ folder: String, _ home: RunHome) -> Bool {
    if case .link(let target) = files.kind(of: "\(folder)/checkpoints") {
      return target == Self.up(from: folder) + home.checkpoints
    }
    return false
  }

  private func removeFigures(_ folder: String) {
    for name in files.names(in: "\(folder)/figs") where FigureWriter.isOurs(name) {
      files.remove("\(folder)/figs/\(name)")
    }
  }

  /// A folder of an older version: what has a name in the home by now goes, what nobody recorded is
  /// set aside.
  private func clearFolder(_ folder: String, _ home: RunHome) throws(FileError) {
    switch files.kind(of: folder) {
    case nil: return
    case .link(let target): if Self.isOurs(target) { return }
    case .file, .other: break
    case .folder:
      for name in files.names(in: folder) {
        let file = "\(folder)/\(name)"
        let isInHome = files.areOneFile(file, "\(home.checkpoints)/\(name)")
        if isInHome || SafeFolder.isTemporary(name) { files.remove(file) }
      }
      files.removeEmptyFolder(folder)
      if files.kind(of: folder) == nil { return }
    }
    try files.setAside(folder)
  }

  /// A log of an older version becomes that of the run whose folder this was.
  private func clearLog(_ log: String, _ home: RunHome) throws(FileError) {
    switch files.kind(of: log) {
    case nil: return
    case .link(let target): if Self.isOurs(target) { return }
    case .folder, .other: break
    case .file:
      if !files.hasOtherName(log), files.kind(of: home.log) == nil {
        try files.addName(home.log, to: log)
      }
      if files.areOneFile(log, home.log) { return files.remove(log) }
    }
    try files.setAside(log)
  }

  /// Whether a link is one that this makes; another one is somebody's, and leads wherever it likes.
  private static func isOurs(_ target: String) -> Bool {
    let parts = target.split(separator: "/").drop { $0 == ".." }
    return SavePlace.isInHome(parts.joined(separator: "/"))
  }
}

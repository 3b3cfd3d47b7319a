import Experiments
import Files
import Foundation

/// A run's folder under the save folder.
struct RunFolder {
  let files: SafeFolder
  /// The run's folder, relative to the save folder.
  let path: String

  init(_ assignment: Assignment) {
    files = SafeFolder(assignment.saveFolder)
    path = assignment.run.folder
  }

  /// Writes a checkpoint.
  ///
  /// - Returns: Its path, relative to the save folder.
  func write(checkpoint bytes: [UInt8], as name: String) throws(TrainingError) -> String {
    let file = "\(path)/checkpoints/\(name)"
    try translated { () throws(FileError) in try files.write(bytes, to: file) }
    return file
  }

  /// A file's bytes, one more than `most` at most; `relative` to the save folder.
  func read(_ relative: String, most: Int) throws(TrainingError) -> [UInt8] {
    try translated { () throws(FileError) in try files.read(relative, most: most) }
  }

  /// Removes what a killed attempt left: temporary files, and checkpoints nobody was told of.
  func removeLeftovers(keeping names: Set<String>) {
    let folder = "\(path)/checkpoints"
    for name in files.names(in: folder) {
      let isCheckpoint = name.hasPrefix("epoch_") && name.hasSuffix(".safetensors")
      if SafeFolder.isTemporary(name) || (isCheckpoint && !names.contains(name)) {
        files.remove("\(folder)/\(name)")
      }
    }
  }

  /// Opens the run's log for more lines, and makes it this process's standard error.
  func redirectStandardErrorToLog() throws(TrainingError) {
    let file = try translated { () throws(FileError) in
      try files.openForAppending("\(path)/log.txt")
    }
    dup2(file, STDERR_FILENO)
    close(file)
  }

  private func translated<Result>(
    _ body: () throws(FileError) -> Result
  ) throws(TrainingError) -> Result {
    do {
      return try body()
    } catch {
      throw TrainingError(error.isWantOfResource ? .resource : .file, error.description)
    }
  }
}

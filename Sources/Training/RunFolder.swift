import Experiments
import Files
import Foundation

/// A run's home, as its worker sees it: it adds files and removes none.
public struct RunFolder {
  private let files: SafeFolder
  private let home: RunHome

  /// The home of an assignment's run.
  public init(_ assignment: Assignment) {
    files = SafeFolder(assignment.saveFolder)
    home = RunHome(path: assignment.home)
  }

  /// Writes a checkpoint under a name that is this process's alone. Whoever holds the store gives it
  /// the lasting one: so a worker that goes on after its sweep was killed changes no file of those
  /// that came after, wherever it was stopped.
  ///
  /// - Returns: Its path, relative to the save folder.
  /// - Throws: ``TrainingError`` `.file` or `.resource`.
  public func write(checkpoint bytes: [UInt8], epoch: Int, batch: Int) throws(TrainingError)
    -> String
  {
    try translated { () throws(FileError) in
      try files.writeUnplaced(bytes, for: home.checkpoint(epoch: epoch, batch: batch))
    }
  }

  /// Takes back a file that nobody was told of.
  public func discard(_ temporary: String) { files.remove(temporary) }

  /// A file's bytes, one more than `most` at most; `relative` to the save folder.
  public func read(_ relative: String, most: Int) throws(TrainingError) -> [UInt8] {
    try translated { () throws(FileError) in try files.read(relative, most: most) }
  }

  /// Opens the run's log for more lines, and makes it this process's standard error.
  public func redirectStandardErrorToLog() throws(TrainingError) {
    let file = try translated { () throws(FileError) in try files.openForAppending(home.log) }
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

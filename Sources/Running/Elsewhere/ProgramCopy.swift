import Cluster
import Experiments
import Files
import Foundation
import Scheduling

/// A copy of this program in the save folder, by its digest: tasks are carried out by the program that
/// planned them, whatever becomes of its file meanwhile.
package enum ProgramCopy {
  /// Makes the copy where it is not there yet.
  ///
  /// - Returns: Its absolute path.
  /// - Throws: `FileError`, and what reading the program gives.
  package static func make(in saveFolder: String) throws -> String {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: OwnProgram.path)))
    let digest = Hexadecimal.sha256(bytes).prefix(16)
    let files = SafeFolder(saveFolder)
    let name = "\(SubmissionFolder.root)/bin/\(digest)/sweep"
    let path = "\(saveFolder)/\(name)"
    if !files.has(name, bytes: bytes.count) { try files.write(bytes, to: name) }
    try files.makeExecutable(name)
    return path
  }
}

import Crypto
import Experiments
import Files
import Foundation

/// The folder of a run that a program writes to, and the files there that it has named.
///
/// A file's path is relative to the folder, or absolute and inside it. Nothing leads out: no link
/// anywhere in the path, and no `..`. Only regular files count.
public struct ProgramFolder: Sendable {
  private let path: String
  private var files: SafeFolder { SafeFolder(path) }

  /// Names the folder, by its absolute path.
  public init(_ path: String) {
    self.path = path
  }

  /// Reads an artefact.
  ///
  /// - Throws: ``ProgramFileFault``, also where it is larger than `most` bytes.
  public func read(
    _ named: String, most: Int = Artifact.largest
  ) throws(ProgramFileFault) -> [UInt8] {
    let relative = try relative(named)
    let size = files.size(of: relative)
    guard size <= most else { throw ProgramFileFault(named, Self.tooLarge(size, most)) }
    var all: [UInt8] = []
    _ = try translated(named) { () throws(FileError) in
      try files.scan(relative) { bytes throws(FileError) in
        // It may have grown since; what is too much is not kept.
        if all.count <= most { all += bytes }
      }
    }
    guard all.count <= most else { throw ProgramFileFault(named, Self.tooLarge(all.count, most)) }
    return all
  }

  /// Copies a checkpoint, of any size, under a temporary name beside the lasting one: the program may
  /// write its own file anew at any time.
  ///
  /// - Parameters:
  ///   - folder: Where the copy goes.
  ///   - relative: Its lasting name there, which somebody else gives it.
  /// - Throws: ``ProgramFileFault``, also where it was changed meanwhile.
  public func copy(
    _ named: String, into folder: SafeFolder, for relative: String
  ) throws(ProgramFileFault) -> KeptFile {
    let file = try self.relative(named)
    var hash = SHA256()
    let copy = try translated(named) { () throws(FileError) in
      try folder.copyUnplaced(file, of: files, for: relative) { hash.update(data: $0) }
    }
    return KeptFile(
      file: copy.temporary, bytes: copy.bytes, sha256: Hexadecimal.text(hash.finalize()))
  }

  /// A file's path relative to the folder.
  private func relative(_ named: String) throws(ProgramFileFault) -> String {
    let inside = [path, Self.real(path)].compactMap { $0 }.first { named.hasPrefix($0 + "/") }
    if named.hasPrefix("/"), inside == nil { throw ProgramFileFault(named, Self.outside) }
    let rest = inside.map { named.dropFirst($0.count) } ?? named[...]
    let parts = rest.split(separator: "/").filter { $0 != "." }
    if parts.contains("..") { throw ProgramFileFault(named, Self.outside) }
    guard !parts.isEmpty else { throw ProgramFileFault(named, "it is the folder itself") }
    return parts.joined(separator: "/")
  }

  private func translated<Result>(
    _ named: String, _ body: () throws(FileError) -> Result
  ) throws(ProgramFileFault) -> Result {
    do {
      return try body()
    } catch {
      throw ProgramFileFault(
        named, reason(of: error), isWantOfResource: error.isWantOfResource)
    }
  }

  private func reason(of error: FileError) -> String {
    guard error.path.hasPrefix("\(path)/") else { return error.description }
    return error.number == ENOENT ? "there is no such file in \(path)" : error.reason
  }

  private static let outside = "it lies outside of the run's folder (SWEEP_FOLDER)"

  private static func tooLarge(_ size: Int, _ most: Int) -> String {
    "it has \(size) bytes, more than the \(most) that are kept"
  }

  private static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}

import Experiments
import Foundation

/// A run's folder under the save folder: whole files or none, and never through a symbolic link.
///
/// A file is written under a temporary name, made durable, renamed, and its folder made durable,
/// before anybody is told of it.
struct RunFolder {
  /// The save folder.
  private let root: String
  /// The run's folder, relative to it.
  let path: String
  private static let temporaryPrefix = ".sweep-"

  init(root: String, path: String) {
    self.root = root
    self.path = path
  }

  /// Writes a file into a folder of this one; both are made where they are missing.
  func write(_ bytes: [UInt8], to name: String, in folder: String) throws(TrainingError) {
    let directory = try open(folder: "\(path)/\(folder)", creating: true)
    defer { close(directory) }
    let temporary = "\(Self.temporaryPrefix)\(getpid())-\(name)"
    let shown = "\(root)/\(path)/\(folder)/\(name)"
    // A name that is there already is a leftover, or a trap: never written through.
    unlinkat(directory, temporary, 0)
    let file = openat(
      directory, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure("cannot write", shown) }
    do throws(TrainingError) {
      defer { close(file) }
      try write(bytes, to: file, shown)
      guard fsync(file) == 0 else { throw failure("cannot make durable", shown) }
    } catch {
      unlinkat(directory, temporary, 0)
      throw error
    }
    guard renameat(directory, temporary, directory, name) == 0, fsync(directory) == 0 else {
      throw failure("cannot rename into place", shown)
    }
  }

  private func write(_ bytes: [UInt8], to file: Int32, _ shown: String) throws(TrainingError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(file, buffer.baseAddress.map { $0 + done }, buffer.count - done)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure("cannot write", shown) }
      done += count
    }
  }

  /// A file's bytes, one more than `most` at most; `relative` to the save folder.
  func read(_ relative: String, most: Int) throws(TrainingError) -> [UInt8] {
    let parts = relative.split(separator: "/").map(String.init)
    guard let name = parts.last else { throw TrainingError(.file, "no file name in \(relative)") }
    let directory = try open(folder: parts.dropLast().joined(separator: "/"), creating: false)
    defer { close(directory) }
    // Without O_NONBLOCK a named pipe would be waited for.
    let file = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw failure("cannot read", "\(root)/\(relative)") }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    guard let data = try? handle.read(upToCount: max(0, most) + 1) else { return [] }
    return [UInt8](data)
  }

  /// Removes files of the checkpoints' folder; those that are gone already are no fault.
  func remove(checkpoints names: [String]) {
    guard let directory = try? open(folder: "\(path)/checkpoints", creating: false) else { return }
    defer { close(directory) }
    for name in names { unlinkat(directory, name, 0) }
  }

  /// Removes what a killed attempt left: temporary files, and checkpoints nobody was told of.
  func removeLeftovers(keeping names: Set<String>) {
    let folder = "\(root)/\(path)/checkpoints"
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    remove(
      checkpoints: found.filter { name in
        name.hasPrefix(Self.temporaryPrefix)
          || (name.hasPrefix("epoch_") && name.hasSuffix(".safetensors") && !names.contains(name))
      })
  }

  /// Opens the run's log for more lines, and makes it this process's standard error.
  func redirectStandardErrorToLog() throws(TrainingError) {
    let directory = try open(folder: path, creating: true)
    defer { close(directory) }
    // Of a pipe that nobody reads the opening would never end; so it fails, with ENXIO.
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let file = openat(directory, "log.txt", flags, 0o644)
    let shown = "\(root)/\(path)/log.txt"
    guard file >= 0 || errno == ENXIO else { throw failure("cannot write", shown) }
    defer { if file >= 0 { close(file) } }
    guard file >= 0, Self.isOurs(file) else {
      throw TrainingError(.file, "\(shown) is no file, or has a second name elsewhere; refusing")
    }
    dup2(file, STDERR_FILENO)
  }

  /// Whether what was opened to be added to is a file, and nobody else's too.
  private static func isOurs(_ file: Int32) -> Bool {
    var status = stat()
    return fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_nlink == 1
  }

  /// A descriptor of a folder below the save folder, each part opened without following links.
  private func open(folder relative: String, creating: Bool) throws(TrainingError) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    if creating {
      try? FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }
    var directory = Glibc.open(root, flags)
    guard directory >= 0 else { throw failure("cannot open", root) }
    var shown = root
    for part in relative.split(separator: "/").map(String.init) {
      shown += "/\(part)"
      guard part != ".." else {
        close(directory)
        throw TrainingError(.file, "cannot open \(shown): it leads out of its folder; refusing")
      }
      if creating { mkdirat(directory, part, 0o755) }
      let next = openat(directory, part, flags | O_NOFOLLOW)
      let code = errno
      close(directory)
      errno = code
      guard next >= 0 else { throw failure("cannot open", shown) }
      directory = next
    }
    return directory
  }

  private func failure(_ what: String, _ path: String) -> TrainingError {
    let code = errno
    let isResource = [ENOSPC, EDQUOT, EIO, EFBIG, EMFILE, ENFILE].contains(code)
    let reason =
      code == ELOOP || code == ENOTDIR
      ? "a part of it is a symbolic link or no folder; refusing" : String(cString: strerror(code))
    return TrainingError(isResource ? .resource : .file, "\(what) \(path): \(reason)")
  }
}

import Foundation

/// The right to write to a store: a kernel lock on `<store>.lock`, gone with its holder.
///
/// The lock belongs to the open file, not to the process ("open file description lock",
/// fcntl(2)): two openings within one process exclude each other too, a child started without the
/// descriptor does not keep it, and a viewer can ask who holds it without taking it.
final class StoreLock: Sendable {
  private let descriptor: Int32

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    _ = close(descriptor)
  }

  /// Lets the next one have the store. The file stays: to take it away would be a race.
  func release() {
    _ = ftruncate(descriptor, 0)
    var region = Self.wholeFile()
    region.l_type = Int16(F_UNLCK)
    _ = fcntl(descriptor, Command.set, &region)
  }

  /// Takes the lock of the store at a real path, or tells who holds it.
  ///
  /// - Throws: ``StoreError`` `.inUse`, `.readOnly` or `.notARegularFile`.
  static func acquire(store: String, holder: LockHolder) throws(StoreError) -> StoreLock {
    let file = store + ".lock"
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o644)
    guard descriptor >= 0 else { throw cannotOpen(file, errno) }
    guard isOurs(descriptor) else {
      close(descriptor)
      throw StoreError(
        .hardLinked, path: file, what: "is not a file, or has a second name elsewhere")
    }
    var region = wholeFile()
    guard fcntl(descriptor, Command.set, &region) == 0 else {
      let reason = errno
      defer { _ = close(descriptor) }
      throw refusal(store, descriptor: descriptor, errno: reason)
    }
    let lock = StoreLock(descriptor: descriptor)
    lock.write(holder)
    return lock
  }

  /// Whether somebody holds the store, and who, where that can be read. Takes no lock.
  static func inspect(store: String) -> (isHeld: Bool, holder: LockHolder?) {
    let descriptor = open(store + ".lock", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return (false, nil) }
    defer { _ = close(descriptor) }
    var region = wholeFile()
    guard fcntl(descriptor, Command.get, &region) == 0, region.l_type != Int16(F_UNLCK) else {
      return (false, nil)
    }
    return (true, holder(descriptor))
  }

  /// The error of one who comes second.
  static func inUse(_ store: String, by holder: LockHolder?) -> StoreError {
    let who = holder.map { "\($0)" } ?? "another sweep"
    return StoreError(.inUse, path: store, what: "store in use by \(who)", holder: holder)
  }

  // MARK: - Parts

  // <fcntl.h>: F_OFD_GETLK and F_OFD_SETLK.
  private enum Command {
    #if os(Linux)
      static let get: Int32 = 36
      static let set: Int32 = 37
    #else
      static let get: Int32 = 92
      static let set: Int32 = 90
    #endif
  }

  private static func wholeFile() -> flock {
    var region = flock()
    region.l_type = Int16(F_WRLCK)
    region.l_whence = Int16(SEEK_SET)
    return region
  }

  // The holder is written into it.
  private static func isOurs(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && status.st_nlink == 1
  }

  private static func refusal(_ store: String, descriptor: Int32, errno: Int32) -> StoreError {
    guard errno == EAGAIN || errno == EACCES else {
      return StoreError(.io, path: store + ".lock", what: "cannot lock: \(words(errno))")
    }
    return inUse(store, by: holder(descriptor))
  }

  private static func cannotOpen(_ file: String, _ errno: Int32) -> StoreError {
    switch errno {
    case ELOOP: StoreError(.notARegularFile, path: file, what: "is a symbolic link")
    case EISDIR, ENXIO: StoreError(.notARegularFile, path: file, what: "is not a file")
    case ENOSPC, EDQUOT: StoreError(.full, path: file, what: words(errno))
    case EIO, EMFILE, ENFILE: StoreError(.io, path: file, what: words(errno))
    default: StoreError(.readOnly, path: file, what: "cannot be written: \(words(errno))")
    }
  }

  private static func words(_ errno: Int32) -> String { String(cString: strerror(errno)) }

  private func write(_ holder: LockHolder) {
    guard let text = try? Stored.encode(holder) else { return }
    let bytes = Array((text + "\n").utf8)
    _ = ftruncate(descriptor, 0)
    _ = pwrite(descriptor, bytes, bytes.count, 0)
  }

  // The text is a courtesy: it may be missing while the other one is still writing it.
  private static func holder(_ descriptor: Int32) -> LockHolder? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    return try? JSONDecoder().decode(LockHolder.self, from: Data(bytes[..<count]))
  }
}

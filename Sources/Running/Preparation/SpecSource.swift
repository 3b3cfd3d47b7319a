import Experiments
import Foundation
import Storage

/// Where a spec is read from, by what names it.
package enum SpecSource {
  /// `-`
  case standardInput
  /// A path.
  case file(String)
  /// A sweep of the store, as it was last registered there.
  case stored(SweepRecord)

  /// Finds what a text names. A file goes before a sweep of the store.
  ///
  /// - Throws: ``Failure`` where it is neither; `StoreError` where the store cannot tell.
  package init(_ text: String, in places: SavePlaces) throws {
    guard text != "-" else {
      self = .standardInput
      return
    }
    guard !Self.isPath(text), !Self.isFile(text) else {
      self = .file(text)
      return
    }
    guard let store = try Self.store(places) else { throw Self.unknown(text, "") }
    defer { try? store.close() }
    let names = try store.sweeps().map(\.name)
    guard names.contains(text) else {
      throw Self.unknown(
        text,
        ", and \(store.path) has no sweep of that name"
          + Suggestion.words(for: text, among: names))
    }
    self = .stored(try store.record(of: text))
  }

  /// Whether a text cannot be a sweep's name alone.
  static func isPath(_ text: String) -> Bool {
    text.hasSuffix(".json") || !SweepName.isValid(text)
  }

  /// Whether a text is a path where something is that is no folder.
  package static func isFile(_ text: String) -> Bool {
    var status = stat()
    guard stat(text, &status) == 0 else { return errno != ENOENT && errno != ENOTDIR }
    return status.st_mode & S_IFMT != S_IFDIR
  }

  /// What errors call it.
  package var name: String {
    switch self {
    case .standardInput: "standard input"
    case .file(let path): path
    case .stored(let record): "the stored spec of \(record.name)"
    }
  }

  /// The folder from which the spec's relative paths count.
  package var folder: String {
    guard case .file(let path) = self else { return FileManager.default.currentDirectoryPath }
    return URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  /// The spec's text.
  func bytes() throws -> [UInt8] {
    switch self {
    case .standardInput: return try read(FileHandle.standardInput)
    case .stored(let record): return Array(record.spec.utf8)
    case .file(let path):
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw unreadable(errno) }
      return try read(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
    }
  }

  /// What a person should know of it, a line each.
  package func notes(_ places: SavePlaces) -> [String] {
    switch self {
    case .standardInput: []
    case .stored(let record): ["the spec is the stored one of sweep \(record.name)"]
    case .file(let path): Self.isAlsoASweep(path, places) ? [Self.noteOfTwo(path)] : []
    }
  }

  // One byte more than a spec may have: whatever the file is, no more of it is read.
  private func read(_ file: FileHandle) throws -> [UInt8] {
    guard let bytes = try? file.read(upToCount: JSONReader.maxBytes + 1) ?? Data() else {
      throw unreadable(errno)
    }
    return [UInt8](bytes)
  }

  private func unreadable(_ error: Int32) -> Failure {
    let isWant = [EMFILE, ENFILE, ENOMEM].contains(error)
    let reason =
      error == ENOENT
      ? "no such file\(neighbour)" : "cannot be read: \(String(cString: strerror(error)))"
    return Failure(
      isWant ? .wantOfResource : .input, "\(name): \(reason)", safe: Self.safe,
      next: isWant ? "the same command with a higher limit of open files (ulimit -n)" : Self.next)
  }

  /// The spec beside a missing one that was perhaps meant.
  private var neighbour: String {
    guard case .file(let path) = self, path.hasSuffix(".json") else { return "" }
    let name = path.split(separator: "/").last ?? ""
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let specs = files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    // Without the ending, which is alike in all.
    let near = Suggestion.nearest(to: String(name.dropLast(5)), among: specs)
    return near.map { Suggestion.phrase(path.dropLast(name.count) + $0 + ".json") } ?? ""
  }

  private static func unknown(_ text: String, _ more: String) -> Failure {
    Failure(.input, "\(text): no such file\(more)", safe: safe, next: next)
  }

  private static let safe = "nothing was started and nothing was written"
  private static let next = "name a spec, such as experiments/paper.json"

  private static func store(_ places: SavePlaces) throws -> ResultStore? {
    do {
      return try places.openForReading()
    } catch let error as StoreError where error.code == .missing {
      return nil
    }
  }

  private static func isAlsoASweep(_ path: String, _ places: SavePlaces) -> Bool {
    guard !isPath(path), let store = try? store(places) else { return false }
    defer { try? store.close() }
    return (try? store.record(of: path)) != nil
  }

  private static func noteOfTwo(_ path: String) -> String {
    "\(path) is both a file and a sweep of the store: the file is used"
  }
}

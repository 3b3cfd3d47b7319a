import Foundation
import Running
import Storage

/// What a machine lacks that sweeps want, in words, with what to do.
struct NodeCheck: Encodable {
  /// Something that is not there.
  struct Lack: Encodable {
    let what: String
    let next: String
  }

  /// The C library and its version.
  let cLibrary: String
  /// Where the Swift runtime comes from.
  let swiftRuntime: String
  /// Libraries that the program has loaded beside the C library's, by name.
  let libraries: [String]
  let lacks: [Lack]

  /// - Parameters:
  ///   - places: Where sweeps would write.
  ///   - now: The wall clock, seconds since 1970.
  init(_ places: SavePlaces, now: Double = Date().timeIntervalSince1970) {
    let loaded = Self.loaded()
    cLibrary = Self.cLibraryVersion() ?? "C library unknown"
    let swift = loaded.first { $0.contains("/libswiftCore.so") }
    swiftRuntime =
      swift.map { "from \($0.dropLast("/libswiftCore.so".count)); `make dist` packs one inside" }
      ?? "inside the program"
    libraries = Set(loaded.compactMap { $0.split(separator: "/").last.map(String.init) }).sorted()
    lacks =
      [
        Self.instructions, Self.store(places), Self.space(places), Self.temporaryFolder,
        Self.clock(places, now), Self.data,
      ].compactMap { $0 }
  }

  /// A paragraph for each lack.
  var text: String {
    guard !lacks.isEmpty else { return "this machine lacks nothing\n" }
    return lacks.map { "lacks: \($0.what)\n  next: \($0.next)\n" }.joined()
  }

  // MARK: - What is looked at

  private static var instructions: Lack? {
    guard Engine.contract != 1 else { return nil }
    return Lack(
      what: "AVX2 with FMA: our own runs are several times slower here, and their numbers are of "
        + "contract \(Engine.contract), which is never mixed with contract 1",
      next: "take a machine with AVX2 for sweeps begun on one; programs of your own run as fast")
  }

  private static func store(_ places: SavePlaces) -> Lack? {
    ResultStore.obstacleToWriting(places.storePath).map { error in
      Lack(
        what: "a store that can be written: \(error)",
        next: "--save DIR or SWEEP_SAVE, with a folder on a local disk that you may write to; "
          + "reading (ls, show, report --check) works as it is")
    }
  }

  private static func space(_ places: SavePlaces) -> Lack? {
    var (folder, status) = (places.saveFolder, statvfs())
    while statvfs(folder, &status) != 0, folder.count > 1 {
      folder = URL(fileURLWithPath: folder).deletingLastPathComponent().path
    }
    let free = Double(status.f_bavail) * Double(status.f_frsize) / 1e6
    guard free < 200, status.f_frsize > 0 else { return nil }
    return Lack(
      what: "space: \(folder) has \(Int(free)) MB free, and a sweep may need some hundred",
      next: "free some, or name another place with --save DIR")
  }

  private static var temporaryFolder: Lack? {
    let folder = FileManager.default.temporaryDirectory.path
    guard access(folder, W_OK) != 0 else { return nil }
    return Lack(
      what: "a temporary folder: \(folder): \(String(cString: strerror(errno)))",
      next: "export TMPDIR=DIR, with a folder that you may write to; verify and init need it")
  }

  private static func clock(_ places: SavePlaces, _ now: Double) -> Lack? {
    var status = stat()
    let written = stat(places.storePath, &status) == 0 ? Double(status.st_mtim.tv_sec) : 0
    // 2025-01-01; no build of this program is older.
    guard now < 1_735_689_600 || written > now + 60 else { return nil }
    return Lack(
      what: now < 1_735_689_600
        ? "a clock that is set" : "a clock that agrees: the store was written in its future",
      next: "set the clock (NTP). Results do not depend on it; the times that lists show do")
  }

  private static var data: Lack? {
    guard let path = Console.place("SWEEP_DATA"), access(path, R_OK) != 0 else { return nil }
    return Lack(
      what: "the data file that SWEEP_DATA names, \(path): \(String(cString: strerror(errno)))",
      next: "export SWEEP_DATA=FILE, or unset it: then the spec's sources count (docs/data.md)")
  }

  static func cLibraryVersion() -> String? {
    var buffer = [CChar](repeating: 0, count: 64)
    guard confstr(Int32(_CS_GNU_LIBC_VERSION), &buffer, buffer.count) > 0 else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Paths of the shared libraries in this process.
  private static func loaded() -> [String] {
    // Of such a file Foundation's reader of whole files takes the first page alone.
    let maps = FileHandle(forReadingAtPath: "/proc/self/maps")
    let text = String(decoding: (try? maps?.readToEnd()) ?? Data(), as: UTF8.self)
    let paths = text.split(separator: "\n").compactMap { line in
      line.firstIndex(of: "/").map { String(line[$0...]) }
    }
    return Set(paths.filter { $0.contains(".so") }).sorted()
  }
}

/// The folders of runs, and why some cannot have theirs.
struct RunFolders {
  /// Why a run cannot have its folder.
  private enum Clash: Hashable {
    /// Two runs have one folder, on some file system at least.
    case shared(folder: String, first: String, second: String)
    /// A part of the folder is longer than file systems take.
    case long(folder: String, label: String)
    /// The folder is one where runs' own files lie.
    case reserved(folder: String, label: String)
  }

  /// At most twenty: more do not help a reader.
  private var clashes: [Clash] = []
  /// Labels by folder, in lower case.
  private var labels: [String: String] = [:]

  /// Says how many will come.
  mutating func reserve(_ count: Int) { labels.reserveCapacity(count) }

  /// Notes the folder of a run.
  mutating func add(_ run: Run) {
    let first = labels.updateValue(run.label, forKey: Self.lowerCase(run.folder))
    guard clashes.count < 20 else { return }
    if let first { clashes.append(.shared(folder: run.folder, first: first, second: run.label)) }
    if Self.hasLongPart(run.folder) { clashes.append(.long(folder: run.folder, label: run.label)) }
    if Self.isReserved(run.folder) {
      clashes.append(.reserved(folder: run.folder, label: run.label))
    }
  }

  /// - Throws: ``SpecError`` where some run cannot have its folder.
  func check(file: String) throws(SpecError) {
    guard clashes.isEmpty else { throw SpecError(clashes.map { Self.problem($0, file: file) }) }
  }

  // Most folders begin otherwise, and are told by four bytes.
  private static func isReserved(_ folder: String) -> Bool {
    folder.utf8.prefix(4).elementsEqual("runs".utf8) { $0 | 0x20 == $1 }
      && RunHome.isHome(folder)
  }

  private static func lowerCase(_ folder: String) -> String {
    folder.utf8.contains { (0x41...0x5A).contains($0) } ? folder.lowercased() : folder
  }

  private static func hasLongPart(_ folder: String) -> Bool {
    let most = RelativePath.longestPart
    return folder.utf8.count > most
      && folder.utf8.split(separator: 0x2F).contains { $0.count > most }
  }

  private static func problem(_ clash: Clash, file: String) -> SpecError.Problem {
    switch clash {
    case .shared(let folder, let first, let second):
      SpecError.Problem(
        .sharedFolder, in: file, path: "output",
        found: "runs \"\(first)\" and \"\(second)\" would share the folder \"\(folder)\"",
        note: "put what distinguishes them into \"output\", such as {label}")
    case .long(let folder, let label):
      SpecError.Problem(
        .longFolder, in: file, path: "output",
        found: "the folder of run \"\(SpecError.shortened(label))\" has a part over 255 bytes: "
          + SpecError.quoted(folder),
        note: "put {id}, the run's id, into \"output\" in place of what is long: "
          + "\"{sweep}/{id}\"")
    case .reserved(let folder, let label):
      SpecError.Problem(
        .reservedFolder, in: file, path: "output",
        found: "the folder of run \"\(SpecError.shortened(label))\" is reserved: "
          + SpecError.quoted(folder),
        note: "runs/<id> holds a run's own files; begin \"output\" with another folder")
    }
  }
}

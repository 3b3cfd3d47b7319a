import Files
import Foundation
import Reports
import Running

/// A folder of TensorBoard's event files, and of nothing else.
struct EventFolder {
  private let path: String
  private let folder: SafeFolder

  /// Names a folder; nothing is touched.
  init(_ path: String) {
    self.path = path
    folder = SafeFolder(AbsolutePath.of(path))
  }

  /// Makes the folder hold these files; those of an earlier export that are not among them go.
  ///
  /// - Returns: How many were written.
  /// - Throws: ``Failure`` where it holds something else, and then nothing is changed; `FileError`.
  func write(_ files: some Sequence<ReportFile>) throws -> Int {
    let before = try filesBefore()
    try folder.make()
    var written: Set<String> = []
    for file in files {
      try folder.write(file.bytes, to: file.path)
      written.insert(file.path)
    }
    for file in before where !written.contains(file) {
      folder.remove(file)
      folder.removeEmptyFolder(file.split(separator: "/").dropLast().joined(separator: "/"))
    }
    return written.count
  }

  private func filesBefore() throws -> [String] {
    var (ours, others): ([String], [String]) = ([], [])
    let paths = FileManager.default.enumerator(atPath: folder.path)
    // Somebody's home may be very large: the first of its files are enough.
    while others.count <= Self.mostShown, let path = paths?.nextObject() as? String {
      switch folder.kind(of: path) {
      case .folder: continue
      // The second are those of an export that was killed.
      case .file where path.hasSuffix("/\(TensorBoard.fileName)"),
        .file where path.hasSuffix("-\(TensorBoard.fileName)"):
        ours.append(path)
      case .file, .link, .other, nil: others.append(path)
      }
    }
    guard others.isEmpty else { throw refusal(others.sorted()) }
    return ours
  }

  private static let mostShown = 3

  private func refusal(_ others: [String]) -> Failure {
    let shown =
      others.prefix(Self.mostShown).joined(separator: ", ")
      + (others.count > Self.mostShown ? ", ..." : "")
    return Failure(
      .input, "\(path) holds files that no such export wrote: \(shown)",
      safe: "nothing was written and nothing was removed",
      next: "the same command with a new folder, or with that of an earlier export")
  }
}

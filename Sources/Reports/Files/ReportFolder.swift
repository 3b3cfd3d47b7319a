import Files
import Foundation

/// A report's folder on disk.
public struct ReportFolder: Sendable {
  /// Where it is.
  public let url: URL

  /// Names a folder; nothing is touched.
  public init(_ url: URL) {
    self.url = url
  }

  /// The report's files as they are: those of the folder itself and PNG files under `figures/`.
  ///
  /// - Returns: The files, by path; none where there is no such folder.
  /// - Throws: ``ReportError`` `.unreadable`.
  public func files() throws(ReportError) -> [ReportFile] {
    var files: [ReportFile] = []
    for path in try paths() {
      do {
        let bytes = [UInt8](try Data(contentsOf: url.appending(path: path)))
        files.append(ReportFile(path: path, bytes: bytes))
      } catch {
        throw ReportError(code: .unreadable, file: full(path), found: Self.words(error))
      }
    }
    return files
  }

  /// Makes the folder hold these files. Each appears whole or not at all; what has the right bytes
  /// is not touched; PNG files under `figures/` that are not among them go.
  ///
  /// - Parameter files: All files of the report.
  /// - Throws: ``ReportError`` `.unreadable`, `.unwritable` or `.resource`, with the file.
  public func write(_ files: [ReportFile]) throws(ReportError) {
    SafeFolder(url.path).removeTemporariesOfTheDead()
    for file in files { try write(file) }
    let wanted = Set(files.map(\.path))
    for path in try paths() where path.hasPrefix("figures/") && !wanted.contains(path) {
      do {
        try FileManager.default.removeItem(at: url.appending(path: path))
      } catch {
        throw ReportError(code: .unwritable, file: full(path), found: Self.words(error))
      }
    }
  }

  private func write(_ file: ReportFile) throws(ReportError) {
    let old = try? Data(contentsOf: url.appending(path: file.path))
    if let old, [UInt8](old) == file.bytes { return }
    do {
      try SafeFolder(url.path).write(file.bytes, to: file.path)
    } catch {
      throw ReportError(
        code: error.isWantOfResource ? .resource : .unwritable, file: full(file.path),
        found: error.reason)
    }
  }

  private func paths() throws(ReportError) -> [String] {
    let pages = ["report.html", "report.md", "results.jsonl"].filter { exists($0) }
    guard exists("figures") else { return pages }
    do {
      let figures = try FileManager.default.subpathsOfDirectory(atPath: full("figures"))
      return (figures.filter { $0.hasSuffix(".png") }.map { "figures/\($0)" } + pages).sorted()
    } catch {
      throw ReportError(
        code: .unreadable, file: full("figures"), found: Self.words(error))
    }
  }

  private static func words(_ error: any Error) -> String {
    FileError(foundation: error)?.reason ?? "\(error)"
  }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: full(path))
  }

  private func full(_ path: String) -> String { url.appending(path: path).path }
}

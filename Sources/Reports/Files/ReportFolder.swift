import Experiments
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
  /// is not touched; figures of the report before that are not among them go, and nothing else.
  ///
  /// - Parameters:
  ///   - files: All files of the report.
  ///   - trainers: What reads the results of the report before.
  /// - Throws: ``ReportError`` `.unreadable`, `.unwritable` or `.resource`, with the file.
  public func write(_ files: [ReportFile], trainers: Trainers) throws(ReportError) {
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    SafeFolder(url.path).removeTemporariesOfTheDead()
    let (results, pages) = (files.filter(isResults), files.filter { !isResults($0) })
    for file in pages { try write(file) }
    try removeFigures(besides: Set(files.map(\.path)), trainers)
    // Last: it tells which figures are the report's, also where this is cut short.
    for file in results { try write(file) }
  }

  private static let results = "results.jsonl"

  private func isResults(_ file: ReportFile) -> Bool { file.path == Self.results }

  /// Removes the figures that the report before had and this one has not.
  private func removeFigures(besides wanted: Set<String>, _ trainers: Trainers) throws(ReportError)
  {
    let surplus = try paths().filter { $0.hasPrefix("figures/") && !wanted.contains($0) }
    // Not read without need: it may be large.
    let ours = surplus.isEmpty ? [] : figuresBefore(trainers)
    for path in surplus where ours.contains(path) {
      SafeFolder(url.path).remove(path)
      if exists(path) {
        throw ReportError(code: .unwritable, file: full(path), found: "it cannot be removed")
      }
    }
  }

  /// The figures of the report that the folder's results give.
  private func figuresBefore(_ trainers: Trainers) -> Set<String> {
    guard let data = try? Data(contentsOf: url.appending(path: Self.results)),
      let results = try? ResultsFile.decode([UInt8](data), file: Self.results, trainers: trainers)
    else { return [] }
    return Report.standard.figures(of: results)
  }

  private func write(_ file: ReportFile) throws(ReportError) {
    guard mayReplace(file.path) else {
      throw ReportError(
        code: .unwritable, file: full(file.path), found: "it is a link or not a file; refusing")
    }
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
    let pages = ["report.html", "report.md", Self.results].filter { exists($0) }
    guard exists("figures") else { return pages }
    do {
      let figures = try FileManager.default.subpathsOfDirectory(atPath: full("figures"))
      return (figures.filter { $0.hasSuffix(".png") }.map { "figures/\($0)" } + pages).sorted()
    } catch {
      throw ReportError(
        code: .unreadable, file: full("figures"), found: Self.words(error))
    }
  }

  // A pipe would be waited for, and what a link or a device is for is not known here.
  private func mayReplace(_ path: String) -> Bool {
    var status = stat()
    return lstat(full(path), &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  private static func words(_ error: any Error) -> String {
    FileError(foundation: error)?.reason ?? "\(error)"
  }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: full(path))
  }

  private func full(_ path: String) -> String { url.appending(path: path).path }
}

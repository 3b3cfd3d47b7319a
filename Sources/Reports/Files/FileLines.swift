import Experiments
import Foundation

/// Reads values from lines of JSON and says which line is wrong.
struct FileLines {
  /// The file's name, for errors.
  let file: String
  /// The lines without their ends.
  let lines: [ArraySlice<UInt8>]
  private let decoder = JSONDecoder()

  /// Makes a reader.
  ///
  /// - Parameter trainers: Check the configurations that it reads.
  init(file: String, lines: [ArraySlice<UInt8>], _ trainers: Trainers) {
    self.file = file
    self.lines = lines
    decoder.userInfo[Trainers.key] = trainers
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  }

  /// The value in a line, counted from 0.
  ///
  /// - Throws: ``ReportError`` `.truncated` where there is no such line, else `.malformed`.
  func read<Line: Decodable>(
    _ type: Line.Type, at index: Int, _ what: String
  ) throws(ReportError) -> Line {
    guard index < lines.count else {
      throw ReportError(code: .truncated, file: file, line: index + 1, found: "no line of \(what)")
    }
    do {
      return try decoder.decode(type, from: Data(lines[index]))
    } catch {
      let words = (error as? DecodingError)?.words ?? "not JSON"
      throw ReportError(
        code: .malformed, file: file, line: index + 1, found: "\(what): \(words)")
    }
  }

  /// Checks that there is a line for each of so many runs, and none besides.
  ///
  /// - Throws: ``ReportError`` `.truncated` or `.malformed`.
  func expect(count runs: Int) throws(ReportError) {
    let found = lines.count - 2
    if found < runs {
      throw ReportError(
        code: .truncated, file: file, found: "\(max(0, found)) runs, and there are \(runs)")
    }
    if found > runs {
      throw ReportError(
        code: .malformed, file: file, line: runs + 3, found: "a line past the last of \(runs) runs")
    }
  }

  /// Checks that a line breaks no rule that a spec has to keep.
  ///
  /// - Throws: ``ReportError`` `.malformed`.
  func expect(_ index: Int, _ check: () throws(RuleBroken) -> Void) throws(ReportError) {
    do throws(RuleBroken) {
      try check()
    } catch {
      throw ReportError(
        code: .malformed, file: file, line: index + 1, found: error.description)
    }
  }
}

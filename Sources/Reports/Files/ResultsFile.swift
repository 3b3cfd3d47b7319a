import Experiments
import Foundation

/// `results.jsonl`: a sweep's results as lines of JSON, exact to the bit, from which the whole
/// report follows.
///
/// Line 1 is the sweep, with the number of runs; line 2 the ground truth; then a line a run, in the
/// plan's order. Keys are sorted. Metrics stand by name, each with its epochs and values; what is
/// not finite is its bit pattern. What may differ between two sweeps of equal numbers (attempts,
/// times, machines, where the data was found) stands under `circumstances`. Of a data file's path
/// only the name is kept: the file is made to be published.
public enum ResultsFile {
  /// The form's version; the first line names it.
  public static let version = 1

  /// Writes results.
  ///
  /// - Parameter results: The sweep.
  /// - Returns: The file's bytes; the same for the same results.
  public static func encode(_ results: SweepResults) -> [UInt8] {
    var bytes: [UInt8] = []
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    append(SweepLine(results), with: encoder, to: &bytes)
    append(GroundTruthLine(groundTruth: results.groundTruth), with: encoder, to: &bytes)
    for run in results.runs { append(RunLine(run), with: encoder, to: &bytes) }
    return bytes
  }

  /// Reads results back.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: The file's name, for errors.
  ///   - trainers: Tell what the sweep's trainer declares.
  /// - Returns: The results; equal to those written, but for the folder of a data file.
  /// - Throws: ``ReportError`` with the line that is wrong.
  public static func decode(
    _ bytes: [UInt8], file: String, trainers: Trainers
  ) throws(ReportError) -> SweepResults {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let reader = FileLines(file: file, lines: lines, trainers)
    let version = try reader.read(VersionLine.self, at: 0, "the sweep").version
    guard version == Self.version else {
      throw ReportError(code: .unknownVersion, file: file, line: 1, found: "version \(version)")
    }
    let head = try reader.read(SweepLine.self, at: 0, "the sweep")
    try reader.expect(0) { () throws(RuleBroken) in try head.check() }
    guard head.isWhole else {
      throw ReportError(
        code: .malformed, file: file, line: 1, found: "the sweep: circumstances: no \"source\"")
    }
    try reader.expect(count: head.runs)
    let truth = try reader.read(GroundTruthLine.self, at: 1, "the ground truth")
    let record = head.record(trainers)
    var runs: [RunResult] = []
    for index in lines.indices.dropFirst(2) {
      runs.append(try reader.read(RunLine.self, at: index, "a run").result(record.manifest))
    }
    return SweepResults(
      sweep: record, groundTruth: truth.groundTruth, runs: runs, wallClock: head.wallClock,
      answers: head.given)
  }

  private static func append(
    _ line: some Encodable, with encoder: JSONEncoder, to bytes: inout [UInt8]
  ) {
    do {
      bytes += try encoder.encode(line)
    } catch {
      preconditionFailure("ResultsFile: values that are always encodable: \(error)")
    }
    bytes.append(UInt8(ascii: "\n"))
  }
}

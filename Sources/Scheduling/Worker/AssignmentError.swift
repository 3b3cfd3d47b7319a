import Experiments

/// A line of a worker's input that is no assignment.
public struct AssignmentError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The id of the run it was for, where at least that can be read.
  public let run: String?
  /// What is wrong with it.
  public let description: String

  init(_ error: any Error, line: [UInt8]) {
    run = (try? JSONLines.decode(Named.self, from: line))?.run.id
    description = "not an assignment: \((error as? DecodingError)?.words ?? "not JSON")"
  }

  /// As much of an assignment as tells whose it is.
  private struct Named: Decodable {
    struct Run: Decodable { let id: String }
    let run: Run
  }
}

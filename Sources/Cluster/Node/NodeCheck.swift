import Experiments
import Files
import Foundation

/// What a machine says of itself where a profile is checked: `node-0.json`.
public struct NodeReport: Codable, Hashable, Sendable {
  /// What it is called.
  public let host: String
  /// Its instruction set.
  public let instructionSet: String
  /// Its numeric contract; machines of one number give the same bits for the same run.
  public let contract: Int
  /// Its C library, with the version.
  public let cLibrary: String
  /// What it could not do with files in the shared folder; `nil` where it could do all.
  public let trouble: String?

  /// Makes a report.
  public init(
    host: String, instructionSet: String, contract: Int, cLibrary: String, trouble: String? = nil
  ) {
    self.host = host
    self.instructionSet = instructionSet
    self.contract = contract
    self.cLibrary = cLibrary
    self.trouble = trouble
  }

  func with(trouble: String?) -> NodeReport {
    NodeReport(
      host: host, instructionSet: instructionSet, contract: contract, cLibrary: cLibrary,
      trouble: trouble)
  }
}

/// The machine's side of a profile's check: says what it is, and answers once when it is asked.
public struct NodeCheckTask {
  static let asked = "check.json"
  static let report = "node-0.json"
  static let question = "question"
  static let answer = "answer.json"

  private let files: SafeFolder

  /// - Parameter folder: The check's folder.
  /// - Returns: `nil` where the folder asks for no check.
  public init?(_ folder: String) {
    files = SafeFolder(folder)
    guard files.kind(of: Self.asked) != nil else { return nil }
  }

  /// Writes the report, waits until the other side has seen it, and answers.
  ///
  /// - Parameters:
  ///   - own: What this machine is.
  ///   - limit: Seconds to wait at the most.
  /// - Throws: `FileError`.
  public func run(_ own: NodeReport, limit: Double = 60) throws {
    let report = own.with(trouble: trouble())
    try files.write(try JSONLines.encode(report), to: Self.report)
    let end = ContinuousClock.now + .seconds(limit)
    while files.kind(of: Self.question) == nil {
      guard ContinuousClock.now < end else { return }
      usleep(50_000)
    }
    let answer = NodeAnswer(clock: Date().timeIntervalSince1970)
    try files.write(try JSONLines.encode(answer), to: Self.answer)
  }

  /// What cannot be done here that tasks do: reading, creating, renaming.
  private func trouble() -> String? {
    do throws(FileError) {
      _ = try files.read(Self.asked, most: 4096)
      try files.write(Array("made\n".utf8), to: "made")
      return nil
    } catch {
      return error.description
    }
  }
}

/// The node's clock when it saw the question, seconds since 1970.
struct NodeAnswer: Codable {
  let clock: Double
}

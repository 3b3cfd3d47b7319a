import Experiments
import Files
import Foundation
import Programs

/// The program that a search asks for trials.
package struct SearchAsker: Sendable {
  private let command: [String]
  private let folder: String
  private let space: SearchSpace
  private let metric: MetricDeclaration
  /// Stands for all that its answers follow from but the results.
  let key: String

  /// Reads the program's files.
  ///
  /// - Parameter folder: The spec's, absolute.
  /// - Returns: `nil` where the spec names no such program.
  /// - Throws: `ProgramInputs.Fault`.
  init?(_ spec: SweepSpec, in folder: String) throws {
    guard case .program(let command, let inputs)? = spec.search?.method,
      let metric = spec.searchMetric
    else { return nil }
    space = SearchSpace(spec)
    (self.command, self.folder, self.metric) = (command, folder, metric)
    key = space.key(inputs: try ProgramInputs.read(inputs, in: folder), metric: metric)
  }

  /// Asks for the trials of a round.
  ///
  /// - Parameters:
  ///   - files: The save folder; the question and the log lie in it.
  ///   - silence: The program is ended after so many seconds without a word.
  ///   - isStopped: Asked ten times a second.
  /// - Throws: `SearchProgram.Fault`, `ProgramError`, `FileError`.
  func answer(
    _ question: SearchQuestion, _ files: SafeFolder, sweep: String, silence: Double,
    isStopped: @Sendable () -> Bool
  ) throws -> SearchAnswer {
    let own = ".search/\(sweep)"
    let log = try files.openForAppending("\(own)/log.txt")
    defer { close(log) }
    let trials = try SearchProgram(command, in: folder, silence: silence, clock: Clock.seconds)
      .ask(
        question.json(space, metric: metric), count: question.count,
        folder: "\(files.path)/\(own)/round_\(question.round)_\(question.group)", log: log,
        isStopped: isStopped)
    return SearchAnswer(
      key: key, round: question.round, group: question.group, trials: trials)
  }
}

extension SweepSpec {
  /// Whether a program is asked for trials.
  var asksProgram: Bool { if case .program? = search?.method { true } else { false } }
}

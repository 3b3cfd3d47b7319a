import Experiments
import Foundation

/// Somebody else's program that says what to try next.
///
/// It is started anew for each question, gets it as one JSON object (on standard input, and as the file
/// that `SWEEP_CONFIG` names), and answers with as many lines as trials are wanted:
///
///     {"parameters": {"lr": 0.01, "optimizer": "sgd"}}
///
/// What else a line says is kept with the trial, and given back with its result. All other lines go to
/// the log. So what it answers can depend on the question alone, and a search that was stopped goes on
/// as if it had not been.
public struct SearchProgram {
  /// Why there is no answer.
  public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, with the last lines of its log.
    public let description: String

    /// Makes a fault.
    public init(description: String) { self.description = description }
  }

  private let command: [String]
  private let workingFolder: String
  private let silence: Double
  private let clock: () -> Double

  /// A program.
  ///
  /// - Parameters:
  ///   - command: An item each; no shell reads it.
  ///   - folder: Where it begins: the spec's, absolute.
  ///   - silence: It is ended after so many seconds without a word.
  ///   - clock: Seconds, monotonic.
  public init(
    _ command: [String], in folder: String, silence: Double, clock: @escaping () -> Double
  ) {
    self.command = command
    self.workingFolder = folder
    self.silence = silence
    self.clock = clock
  }

  /// Asks it.
  ///
  /// - Parameters:
  ///   - question: A JSON object.
  ///   - count: How many trials are wanted.
  ///   - folder: A folder of its own, absolute; the one that it lies in is there.
  ///   - log: A descriptor, open for writing.
  ///   - isStopped: Asked ten times a second; the program is ended then.
  /// - Returns: A line for each trial, in order.
  /// - Throws: ``Fault``, ``ProgramError``.
  public func ask(
    _ question: String, count: Int, folder: String, log: Int32, isStopped: () -> Bool
  ) throws -> [String] {
    let call = ProgramCall(
      command: command, workingFolder: workingFolder, folder: folder,
      environment: ["SWEEP_FOLDER": folder], config: Array("\(question)\n".utf8), log: log,
      words: .search, limits: ProgramLimits(silence: silence, threads: 1))
    var trials: [String] = []
    let outcome = try ProgramRun(clock: clock).run(
      call,
      take: { message in
        if case .trial(let line) = message, trials.count <= count { trials.append(line) }
      }, control: { isStopped() ? .abandon : .proceed })
    if let words = outcome.end.fault { throw fault(words, outcome) }
    guard trials.count == count else {
      let found = trials.count > count ? "more than \(count)" : "\(trials.count) of \(count)"
      throw fault("answered \(found) trials", outcome)
    }
    return trials
  }

  private func fault(_ words: String, _ outcome: ProgramOutcome) -> Fault {
    let log = outcome.lastLines.map { "\n  \($0)" }.joined()
    return Fault(
      description: "the search program (\(command.joined(separator: " "))) \(words)\(log)")
  }
}

extension ProgramEnd {
  /// What is wrong with an end; `nil` where all went well.
  fileprivate var fault: String? {
    switch self {
    case .exited(0): nil
    case .exited(let code): "exited with code \(code)"
    case .signalled(let signal): "was killed by signal \(signal)"
    case .outOfMemory(let line): "ran out of memory: \(line)"
    case .timedOut(.silence(let limit)):
      "said nothing for \(ExactNumber.text(limit)) s (--timeout)"
    case .timedOut(.total(let limit)): "took longer than \(ExactNumber.text(limit)) s"
    case .memoryLimit(let limit, let used): "used \(used) bytes of memory, and may \(limit)"
    case .stopped: "was stopped"
    case .notStarted(let reason): "could not be started: \(reason)"
    }
  }
}

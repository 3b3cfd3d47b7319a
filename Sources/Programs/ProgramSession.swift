import Experiments
import Files
import Foundation
import Training

/// Runs programs of others, one after another, each to its end.
public final class ProgramSession: TrainerSession {
  private let environment: Environment
  private let clock: () -> Double
  private let log: Int32
  private let inputs = InputWatch()

  /// A session.
  ///
  /// - Parameters:
  ///   - environment: On what it runs; goes into each run's record.
  ///   - log: A descriptor, open for writing, of the log of the run that is on.
  ///   - clock: Seconds, monotonic.
  public init(environment: Environment, log: Int32, clock: @escaping () -> Double) {
    self.environment = environment
    self.log = log
    self.clock = clock
  }

  /// Runs an assignment's program; the last event is how it ended.
  ///
  /// - Parameters:
  ///   - emit: Takes each event, in order.
  ///   - control: Asked ten times a second.
  /// - Throws: What `emit` throws; all else becomes a failed end.
  public func run(
    _ assignment: Assignment, emit: (RunEvent) throws -> Void, control: () -> TrainingControl
  ) throws {
    try withoutActuallyEscaping(emit) { emit in
      try emit(.ended(try end(of: assignment, emit, control)))
    }
  }

  private func end(
    of assignment: Assignment, _ emit: @escaping (RunEvent) throws -> Void,
    _ control: () -> TrainingControl
  ) throws -> RunEnd {
    do {
      guard case .program(let work) = assignment.source else {
        throw ProgramError("the run is on data, and no program's", isWantOfResource: false)
      }
      try inputs.check(work)
      var attempt = try ProgramTraining(assignment, work, environment, clock, emit) {
        try self.inputs.check(work)
      }
      let end = try attempt.run(log: log, control: control)
      try inputs.check(work)
      return end
    } catch let error as ProgramError {
      return .failed(.error(message: error.description, resource: error.isWantOfResource))
    } catch let error as ProgramInputs.Fault {
      return .failed(.error(message: error.description, resource: true))
    } catch let error as FileError {
      return .failed(.error(message: error.description, resource: error.isWantOfResource))
    }
  }
}

/// Sees that a program's input files are those that the sweep began with.
final class InputWatch {
  private struct Stamp: Hashable {
    let path: String
    let device: UInt
    let inode: UInt
    let size: Int
    let changed: [Int]
  }

  /// Digests of files as they were; a file that did not change is not read again.
  private var known: [Stamp: String] = [:]

  /// Refuses to go on where one differs: a run's identity would no longer be what it trained with.
  ///
  /// - Throws: ``ProgramInputs/Fault``.
  func check(_ work: ProgramWork) throws {
    for input in work.inputs where try digest(input.path, work.folder) != input.sha256 {
      throw ProgramInputs.Fault(
        description: "\(input.path) changed while the sweep ran: runs before and after it are not "
          + "the same runs; the same command again begins those that are left as new ones")
    }
  }

  private func digest(_ path: String, _ folder: String) throws -> String {
    guard let stamp = Self.stamp(path.hasPrefix("/") ? path : "\(folder)/\(path)") else {
      return try ProgramInputs.digest(of: path, in: folder)
    }
    if let digest = known[stamp] { return digest }
    let digest = try ProgramInputs.digest(of: path, in: folder)
    known[stamp] = digest
    return digest
  }

  private static func stamp(_ path: String) -> Stamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Stamp(
      path: path, device: UInt(status.st_dev), inode: UInt(status.st_ino),
      size: Int(status.st_size),
      changed: [
        status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec,
        status.st_ctim.tv_nsec,
      ])
  }
}

import Experiments
import Files
import Scheduling

/// Gives checkpoints that workers wrote their lasting names.
///
/// Only a process that holds the store does so, and it dies with its right to: a worker that goes on
/// after that has written a file under a name that nobody reads.
enum CheckpointPublisher {
  /// Places what an event brings.
  ///
  /// - Throws: `RefusedEvent` where the file is not one that the worker may have written, or cannot
  ///   be placed.
  @Sendable static func receive(
    _ event: RunEvent, of assignment: Assignment
  ) throws(RefusedEvent) -> RunEvent {
    switch event {
    case .checkpoint(let saved): .checkpoint(try place(saved, assignment))
    case .obsolete: throw refusal("a worker named files to remove", resource: false)
    case .started, .progress, .metrics, .groundTruth, .reconstruction, .artifact, .warning, .cost,
      .ended:
      event
    }
  }

  /// As above, of a run on another machine, which may have removed the file since it said so.
  ///
  /// - Returns: `nil` where it is gone: a later one was said, too.
  @Sendable static func receiveIfThere(
    _ event: RunEvent, of assignment: Assignment
  ) throws(RefusedEvent) -> RunEvent? {
    guard case .checkpoint(let saved) = event else { return try receive(event, of: assignment) }
    let files = SafeFolder(assignment.saveFolder)
    guard files.kind(of: saved.file) != nil else { return placedBefore(saved, assignment) }
    do throws(RefusedEvent) {
      return try receive(event, of: assignment)
    } catch {
      // It may go at any moment.
      if files.kind(of: saved.file) == nil { return placedBefore(saved, assignment) }
      throw error
    }
  }

  // Whoever held the store before may have been killed between the file and its row.
  private static func placedBefore(_ saved: Checkpoint, _ assignment: Assignment) -> RunEvent? {
    guard let name = SafeFolder.lastingName(ofTemporary: saved.name) else { return nil }
    let lasting = saved.moved(to: "\(RunHome(path: assignment.home).checkpoints)/\(name)")
    let there = try? SafeFolder(assignment.saveFolder).read(lasting.file, most: saved.bytes)
    return there.map(saved.matches) == true ? .checkpoint(lasting) : nil
  }

  private static func place(
    _ saved: Checkpoint, _ assignment: Assignment
  ) throws(RefusedEvent) -> Checkpoint {
    let home = RunHome(path: assignment.home)
    let name = String(saved.file.dropFirst(home.checkpoints.count + 1))
    guard home.holds(saved), !name.contains("/"),
      let lasting = SafeFolder.lastingName(ofTemporary: name), Checkpoint.isName(lasting)
    else {
      throw refusal("a worker wrote a checkpoint elsewhere: \(saved.file)", resource: false)
    }
    let placed = saved.moved(to: "\(home.checkpoints)/\(lasting)")
    do throws(FileError) {
      try SafeFolder(assignment.saveFolder).place(saved.file, as: placed.file)
    } catch {
      throw refusal(error.description, resource: error.isWantOfResource)
    }
    return placed
  }

  private static func refusal(_ message: String, resource: Bool) -> RefusedEvent {
    RefusedEvent(.error(message: message, resource: resource))
  }
}

import Experiments
import Files
import Scheduling

/// An attempt at a run on another machine, as its journals show it.
struct FollowedRun {
  let assignment: Assignment
  /// The submission whose task has it.
  let token: String
  let output: AsyncStream<AttemptEvent>.Continuation
  private var reader: JournalReader
  /// Whether the last thing said was that it saved itself and stopped.
  private var isInterrupted = false
  /// Whether its journals have gained something since it is followed.
  private var hasSpoken = false
  /// Passes over its journals in which nothing came; a further journal is looked for now and then.
  private var quietPasses = 0
  /// Whether its attempt is over.
  private(set) var isOver = false

  init(
    _ assignment: Assignment, _ output: AsyncStream<AttemptEvent>.Continuation, of token: String,
    after mark: JournalMark?
  ) {
    self.assignment = assignment
    self.output = output
    self.token = token
    reader = JournalReader(
      SafeFolder(assignment.saveFolder), RunHome(path: assignment.home), run: assignment.run.id,
      after: mark)
  }

  /// How far its journals were read.
  var mark: JournalMark? {
    reader.hasBegun
      ? JournalMark(number: reader.position[0], bytes: reader.position[1], isLive: !isOver) : nil
  }

  /// Passes on what its journals have gained.
  ///
  /// - Parameter looksForNext: Whether to look for a further journal in any case.
  /// - Returns: Whether something came.
  mutating func read(
    looksForNext: Bool, _ receive: (RunEvent, Assignment) throws(RefusedEvent) -> RunEvent?
  ) -> Bool {
    guard !isOver else { return false }
    do throws(FileError) {
      let looks = looksForNext || quietPasses % 5 == 0
      let before = reader.position
      let entries = try reader.next(looksForNext: looks)
      hasSpoken = hasSpoken || reader.position != before
      for entry in entries where !isOver { pass(entry, receive) }
      quietPasses = entries.isEmpty ? quietPasses + 1 : 0
      // What could not be read of an earlier attempt has been told as that one's end.
      if entries.isEmpty, looks, hasSpoken, let fault = reader.fault {
        end(.failed(.error(message: fault, resource: false)))
      }
      return !entries.isEmpty
    } catch {
      // A shared folder that does not answer now may answer later.
      return false
    }
  }

  /// Ends the attempt by what is known from elsewhere.
  mutating func end(_ end: RunEnd) {
    guard !isOver else { return }
    isOver = true
    output.yield(AttemptEvent(.ended(end)))
    output.finish()
  }

  /// What it means that its task is gone without having said how it ended.
  mutating func lose(_ why: String) {
    end(
      isInterrupted
        ? .interrupted(seconds: 0, sequences: 0)
        : .failed(.error(message: why, resource: false)))
  }

  private mutating func pass(
    _ entry: JournalReader.Entry,
    _ receive: (RunEvent, Assignment) throws(RefusedEvent) -> RunEvent?
  ) {
    do throws(RefusedEvent) {
      guard let event = try receive(entry.event, assignment) else { return }
      switch event {
      case .ended(.interrupted):
        isInterrupted = true
        output.yield(AttemptEvent(event, mark: entry.mark, goesOn: true))
      case .ended:
        isOver = true
        output.yield(AttemptEvent(event, mark: entry.mark))
        output.finish()
      default:
        isInterrupted = false
        output.yield(AttemptEvent(event, mark: entry.mark))
      }
    } catch {
      end(.failed(error.reason))
    }
  }
}

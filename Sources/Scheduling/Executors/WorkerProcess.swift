import CSystem
import Experiments
import Foundation
import Synchronization

/// A worker process and this process's ends of its three pipes.
final class WorkerProcess: Sendable {
  /// Its number; only ``signal(_:)`` knows whether it still is its own.
  let id: pid_t
  /// To write assignments to; never blocks.
  let input: Int32
  /// To read events from.
  let output: Int32
  /// To read its standard error from.
  let complaints: Int32

  /// How it ended; its number may be anybody's after that.
  private let end = Mutex<WorkerEnd?>(nil)
  private let inputIsClosed = Atomic(false)

  /// Starts a worker.
  ///
  /// - Throws: ``StartError``.
  init(_ command: WorkerCommand) throws(StartError) {
    var ends: [Int32] = []
    do {
      for _ in 0..<3 { ends += try Self.pipe() }
      id = try Self.start(command, streams: [ends[0], ends[3], ends[5]])
    } catch {
      for end in ends { close(end) }
      throw error
    }
    for child in [0, 3, 5] { close(ends[child]) }
    (input, output, complaints) = (ends[1], ends[2], ends[4])
    _ = fcntl(input, F_SETFL, O_NONBLOCK)
  }

  deinit {
    closeInput()
    close(output)
    close(complaints)
  }

  /// Whether it lives and waits in silence for an assignment, as far as can be seen.
  var isReady: Bool { waitFor([(output, Int32(POLLIN))], seconds: 0) == [0] && hasEnded() == nil }

  /// Tells it that no assignment follows.
  func closeInput() {
    if !inputIsClosed.exchange(true, ordering: .relaxed) { close(input) }
  }

  /// Sends a signal, unless it has ended.
  func signal(_ number: Int32) {
    end.withLock { if $0 == nil { kill(id, number) } }
  }

  /// How it ended, if it has.
  func hasEnded() -> WorkerEnd? {
    end.withLock { end in
      var found = csystem_end()
      if end == nil, csystem_ended(id, &found) {
        end = found.signal != 0 ? .signal(Int(found.signal)) : .code(Int(found.code))
      }
      return end
    }
  }

  /// Waits for its end; after `patience` seconds it is killed.
  func waitForEnd(patience: Double) -> WorkerEnd {
    let deadline = monotonicSeconds() + patience
    var pause: UInt32 = 250
    while true {
      if let end = hasEnded() { return end }
      if monotonicSeconds() > deadline { signal(SIGKILL) }
      usleep(pause)
      pause = min(2 * pause, 16000)
    }
  }
}

extension WorkerProcess {
  private static func pipe() throws(StartError) -> [Int32] {
    var ends: [Int32] = [0, 0]
    let error = csystem_pipe(&ends)
    if error != 0 { throw StartError(number: error) }
    return ends
  }

  private static func start(
    _ command: WorkerCommand, streams: [Int32]
  ) throws(StartError) -> pid_t {
    var id: pid_t = 0
    let error = withCStrings([command.name] + command.arguments) { arguments in
      csystem_spawn(&id, command.executable, arguments, nil, streams)
    }
    if error != 0 { throw StartError(number: error) }
    return id
  }
}

/// How a worker process ended.
enum WorkerEnd: Equatable {
  case signal(Int)
  case code(Int)

  /// What a worker exits with that cannot begin for want of a resource: EX_TEMPFAIL of sysexits.h.
  private static let wantOfResource = 75

  /// As the reason of an attempt's failure.
  var failure: FailureReason {
    switch self {
    case .signal(let number): .crashed(signal: number)
    case .code(Self.wantOfResource):
      .error(message: "a worker is out of threads or file descriptors", resource: true)
    case .code(let number): .exited(code: number)
    }
  }

  /// Whether a worker that was told to stop may end like this without a word.
  var isStop: Bool { [.signal(Int(SIGTERM)), .signal(Int(SIGKILL)), .code(0)].contains(self) }
}

/// Why a worker could not be started.
struct StartError: Error {
  /// The system's number for it.
  let number: Int32

  /// As the reason of an attempt's failure: too many files or processes is for the sweep to stop.
  var failure: FailureReason {
    let message = "cannot start a worker: \(words(for: number))"
    return [EMFILE, ENFILE, EAGAIN, ENOMEM].contains(number)
      ? .error(message: message, resource: true) : .notStarted(message: message)
  }
}

import CSystem
import Foundation

/// A program that was started. It leads a process group of its own, and is killed with the value.
///
/// Not Foundation's `Process`, which misses ends of children on Linux now and then.
public final class Child {
  /// Seconds after which a sweep of a few seconds is taken for hung; a machine may be very busy.
  static let patience = 600.0

  /// Its number; its process group's too.
  public let id: pid_t
  private var end: Exit?

  /// Starts a program.
  ///
  /// - Throws: ``HarnessError`` where that cannot be done.
  init(_ command: Command) throws {
    let input = command.input ?? Foundation.open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { if command.input == nil { close(input) } }
    let output = try Self.open(command.output)
    defer { close(output) }
    let errors = try Self.open(command.errors)
    defer { close(errors) }
    var words = command.throughEnv.map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var id: pid_t = 0
    let error = csystem_spawn(&id, "/usr/bin/env", words, nil, [input, output, errors])
    guard error == 0 else { throw HarnessError("cannot start \(command.words): error \(error)") }
    self.id = id
  }

  deinit {
    if end == nil {
      kill(id, SIGKILL)
      _ = wait(seconds: 10)
    }
  }

  /// Sends it a signal; returns whether it could be sent.
  @discardableResult
  func send(_ signal: Int32) -> Bool { poll() == nil && kill(id, signal) == 0 }

  /// How it ended, if it has.
  func poll() -> Exit? {
    var found = csystem_end()
    if end == nil, csystem_ended(id, &found) {
      end = found.signal != 0 ? .signal(found.signal) : .code(found.code)
    }
    return end
  }

  /// Waits for its end; `nil` where it takes longer.
  func wait(seconds: Double) -> Exit? {
    wait(seconds: seconds) { self.poll() != nil }
    return end
  }

  /// Waits until something is so, the program has ended, or the time is over.
  func wait(seconds: Double, until isSo: () -> Bool) {
    let deadline = Clock.seconds() + seconds
    while poll() == nil, !isSo(), Clock.seconds() < deadline { usleep(2000) }
  }

  private static func open(_ path: String) throws -> Int32 {
    let file = Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw HarnessError("cannot write \(path)") }
    return file
  }
}

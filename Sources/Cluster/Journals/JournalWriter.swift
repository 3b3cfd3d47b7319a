import Experiments
import Files
import Foundation
import Synchronization

/// The journal of one attempt, in the hands of the process that made it.
final class JournalWriter: Sendable {
  /// Its number.
  let number: Int
  private let files: SafeFolder
  private let home: RunHome
  private let run: String
  private let descriptor: Int32
  private let sync = Mutex(Sync())

  fileprivate struct Sync {
    /// Whether a checkpoint was said: then what follows from it must not be lost with the power.
    var hasCheckpoint = false
    var last = ContinuousClock.now
  }

  /// A shared file system shows others what was written once it was synced, or the file closed.
  fileprivate static let pause = Duration.seconds(5)

  /// Begins the journal of the next attempt, after all that there are.
  ///
  /// - Parameter least: The least number it may have.
  /// - Throws: `FileError`.
  init(
    _ files: SafeFolder, _ home: RunHome, run: String, least: Int, host: String
  ) throws(FileError) {
    (self.files, self.home, self.run) = (files, home, run)
    var number = max(least, 1)
    while true {
      let last = Journal.numbers(among: files.names(in: home.path)).last ?? 0
      number = max(number, last + 1)
      // Another process may have been faster, and a shared file system late to show it.
      if let made = try files.makeAnew(Journal.file(number, in: home)) {
        descriptor = made
        break
      }
      number += 1
    }
    self.number = number
    let head = JournalHead(run: run, number: number, host: host)
    try add((try? JSONLines.encode(head)) ?? [], durably: false)
  }

  /// Adds what happened. Checkpoints are durable when this returns, and ends after them; a run without
  /// any begins anew where its journal is lost, and that is what it would do with it, too.
  func write(_ event: RunEvent) throws {
    let line = try JSONLines.encode(WorkerLine(run: run, event: event))
    try add(line, durably: sync.withLock { $0.mustFollow(event) })
  }

  /// Whether another attempt has begun, or the journal was removed: then this one counts no more.
  var isSuperseded: Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_nlink > 0 else { return true }
    let numbers = Journal.numbers(among: files.names(in: home.path))
    return numbers.last != number
  }

  /// Ends the use.
  func close() { Glibc.close(descriptor) }

  private func add(_ bytes: [UInt8], durably: Bool) throws(FileError) {
    try files.add(
      bytes, to: descriptor, durably: durably, named: Journal.file(number, in: home))
  }
}

extension JournalWriter.Sync {
  fileprivate mutating func mustFollow(_ event: RunEvent) -> Bool {
    if case .checkpoint = event { hasCheckpoint = true }
    let isLate = ContinuousClock.now - last > JournalWriter.pause
    guard isLate || hasCheckpoint && event.isDurable else { return false }
    last = .now
    return true
  }
}

extension RunEvent {
  fileprivate var isDurable: Bool {
    switch self {
    case .checkpoint, .ended: true
    case .started, .progress, .metrics, .groundTruth, .reconstruction, .artifact, .obsolete,
      .warning, .cost:
      false
    }
  }
}

import ArgumentParser
import Experiments
import Foundation
import Running
import Storage

/// `sweep logs RUN`
struct LogsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "Show a run's log.",
    discussion: """
      EXAMPLES
        sweep logs cgru_ae
        sweep logs cgru_ae --lines 20
        sweep logs cgru_ae --follow
      """)

  @Argument(
    help: "A run: its label, SWEEP/LABEL, or the beginning of its id.", completion: .runs)
  var name: String

  @Option(name: .long(or: "l"), help: "Show only this many lines, the last ones.")
  var lines: Int?

  @Flag(name: .shortAndLong, help: "Keep showing new lines until the run ends.")
  var follow = false

  @OptionGroup var labels: RunNameOptions
  @OptionGroup var places: StoreOptions

  func run() throws {
    let store = try places.places.openForReading()
    defer { try? store.close() }
    let run = try StoredRuns(store, sweep: labels.sweep).result(name).run.run
    let place = SavePlace.found(places.places.filesFolder, for: store.path)
    var log = FollowedFile { place.log(of: run) }
    let begun = log.more(isOver: !follow)
    if begun == nil && !(follow && store.mayWrite(run)) { throw missing(log.path) }
    Console.data(last(begun ?? ""))
    guard follow else { return }
    repeat {
      let isOver = !store.mayWrite(run)
      // What was written before it was over is shown, too.
      Console.data(log.more(isOver: isOver) ?? "")
      if isOver || !Console.takesData { return }
      Thread.sleep(forTimeInterval: 0.3)
    } while true
  }

  private func missing(_ path: String) -> Failure {
    Failure(
      .input, "\(path): no such file, or it cannot be read", safe: "nothing was changed",
      next: "sweep show \(name) (a run that never started has no log)")
  }

  private func last(_ text: String) -> String {
    guard let lines else { return text }
    let kept = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .suffix(max(0, lines))
    return kept.map { "\($0)\n" }.joined()
  }
}

extension SavePlace {
  /// The path of a run's log; of a store that an older version wrote, and nothing since, the old one.
  fileprivate func log(of run: Run) -> String {
    let log = home(run.id).log
    return "\(files.path)/\(files.kind(of: log) == nil ? "\(run.folder)/log.txt" : log)"
  }
}

extension ResultStore {
  /// Whether a living sweep is at work on a run or will be.
  fileprivate func mayWrite(_ run: Run) -> Bool {
    guard isSweepRunning().running else { return false }
    switch try? state(ofRun: run.id) {
    case .running, .pending: return true
    case .interrupted, .finished, .diverged, .failed, nil: return false
    }
  }
}

/// A file that grows, and perhaps is not there yet.
private struct FollowedFile {
  private let place: () -> String
  private var offset: UInt64 = 0

  /// - Parameter place: Its path, which may be another one when it comes.
  init(_ place: @escaping () -> String) { self.place = place }

  /// Its path.
  var path: String { place() }

  /// What was added; `nil` where there is no file to read. One that is shorter is another one.
  ///
  /// - Parameter isOver: Whether nothing will be added; else a line is shown when it is whole.
  mutating func more(isOver: Bool) -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    let end = (try? file.seekToEnd()) ?? 0
    if end < offset { offset = 0 }
    try? file.seek(toOffset: offset)
    guard let added = try? file.readToEnd() else { return "" }
    let whole = (added.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    let shown = isOver ? added : added.prefix(whole)
    offset += UInt64(shown.count)
    return String(decoding: shown, as: UTF8.self)
  }
}

import Experiments
import Foundation
import Reports
import Running
import Scheduling
import Storage
import Synchronization

/// The board of a sweep that another process runs, from what its store tells.
struct StatusWatch {
  private let store: ResultStore
  private let places: SavePlaces
  private let usesColor: Bool
  private let isDrawn = Console.isInteractive && isatty(1) == 1
  private let strokes = Console.strokes
  private let peak: () -> Double
  /// The signal that asked to stop.
  private let asked = AskedSignal()
  private var status: Status?
  private var shown: (sweep: String, state: BoardState)?
  private var plain = (line: "", at: -Double.infinity)
  private var idle = 0

  // A reading of a large store takes longer; watching never takes more than such a part of a core.
  private static let shareOfCore = 0.05
  private static let leastPause = 1.0
  private static let frame = 0.1
  private static let secondsBetweenLines = 30.0

  init(_ store: ResultStore, _ places: SavePlaces, usesColor: Bool) {
    self.store = store
    self.places = places
    self.usesColor = usesColor
    // Measured once: it takes a while.
    var known: Double?
    peak = {
      let value = known ?? Engine.peak()
      known = value
      return value
    }
  }

  /// Shows it until nothing runs any more, or somebody wants an end.
  ///
  /// - Throws: ``Failure`` where a signal ended it; `StoreError`.
  mutating func run() throws {
    let watch = try SignalWatch()
    watch.whenAsked { [asked] in asked.set($0) }
    watch.whenSuspended(Console.pauseBoard)
    defer { Console.endBoard() }
    var next = -Double.infinity
    while Console.takesData {
      let now = Clock.seconds()
      if now >= next {
        guard try read() else { break }
        next = now + max(Self.leastPause, (Clock.seconds() - now) / Self.shareOfCore)
      }
      show(now)
      if let signal = asked.signal { throw Self.end(by: signal) }
      Thread.sleep(forTimeInterval: Self.frame)
    }
    Console.endBoard()
    conclude()
  }

  /// - Returns: Whether something is on; between two sweeps of `resume` nothing is for a moment.
  private mutating func read() throws -> Bool {
    // What other machines leave has nobody else to collect it, where no command waits for it.
    try Collection.collect(places)
    let found = try Status(
      of: store, now: Date(), saveFolder: places.filesFolder, peak: peak, slots: { Slots(nil) })
    idle = found.isOn ? 0 : idle + 1
    guard found.isOn || (shown != nil && idle < 2) else {
      status = found
      return false
    }
    status = found
    shown = found.board(after: shown?.sweep, now: Date())
    return true
  }

  private mutating func show(_ now: Double) {
    guard let state = shown?.state else { return }
    guard isDrawn else { return say(state, now) }
    let size = Console.size
    Console.show(BoardFrame(state, in: size, strokes), in: size, usesColor: usesColor)
  }

  // The clock changes often; a line is due where more is done, or after a while.
  private mutating func say(_ state: BoardState, _ now: Double) {
    let counts = "\(state.done) \(state.failed) \(state.total)"
    guard counts != plain.line || now - plain.at >= Self.secondsBetweenLines else { return }
    plain = (counts, now)
    let one = TerminalSize(columns: 1000, rows: 2)
    Console.data("\(state.sweep.text): \(BoardFrame(state, in: one, strokes).text)")
  }

  private func conclude() {
    guard let status else { return }
    Console.data(StatusText(status).text(width: Console.dataWidth))
    Console.say("next: \(status.next(after: shown?.sweep))")
  }

  private static func end(by signal: Signal) -> Failure {
    Failure(
      exitCode: signal.exitCode, "stopped watching",
      safe: "the sweep goes on; only the watching ended", next: "sweep status --watch")
  }
}

/// A signal that was heard on another thread.
private final class AskedSignal: Sendable {
  private let heard = Mutex<Signal?>(nil)

  var signal: Signal? { heard.withLock { $0 } }

  func set(_ signal: Signal) { heard.withLock { $0 = signal } }
}

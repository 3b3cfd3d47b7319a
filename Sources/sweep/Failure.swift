import ArgumentParser
import Foundation

/// An end that is no success: what happened, what is safe, the command to go on, and the code.
struct Failure: Error {
  /// The process's exit codes, but for those of signals.
  enum Code: Int32 {
    case runsFailed = 1
    case input = 2
    case storeUnusable = 3
    case storeDamaged = 4
    case ourMistake = 70
    case wantOfResource = 75

    /// Stopped before the end because the time given for it was over; resumable too.
    static let stoppedEarly = wantOfResource
  }

  /// The exit code.
  let code: Int32
  /// What happened; may have several lines.
  let happened: String
  /// What is safe.
  let safe: String
  /// The command to go on.
  let next: String

  init(_ code: Code, _ happened: String, safe: String, next: String) {
    self.init(exitCode: code.rawValue, happened, safe: safe, next: next)
  }

  init(exitCode: Int32, _ happened: String, safe: String, next: String) {
    code = exitCode
    self.happened = happened
    self.safe = safe
    self.next = next
  }

  /// Says it, and ends the process.
  func end() -> Never {
    say()
    exit(code)
  }

  /// Says it.
  func say() {
    Console.say("sweep: \(happened)")
    Self.sayWayOut(safe: safe, next: next)
  }

  /// That data was lost on its way to standard output; `nil` where all was written.
  static func ofLostData() -> Failure? {
    Console.lossOfData().map { reason in
      Failure(
        .wantOfResource, "standard output could not be written: \(reason)",
        safe: "what the command did is done and kept; only what it printed is incomplete",
        next: "free space or name another place for the output, then the same command again")
    }
  }

  /// Says what is safe and how to go on.
  static func sayWayOut(safe: String, next: String) {
    Console.say("  safe: \(safe)")
    Console.say("  next: \(next)")
  }

  /// Whether an error is the argument parser's: help, version or a refusal.
  static func isParsers(_ error: any Error) -> Bool {
    let module = String(reflecting: type(of: error)).split(separator: ".").first
    return module == "ArgumentParser"
  }
}

/// An error of the commands' own that knows what it means to whoever typed one.
protocol CustomFailure: Error {
  /// What it means.
  var failure: Failure { get }
}

import Foundation
import Running

extension Failure {
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

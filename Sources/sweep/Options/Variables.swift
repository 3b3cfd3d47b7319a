import ArgumentParser

/// Settings of the environment: flags beat them, they beat the spec.
enum Variables {
  /// `SWEEP_JOBS`
  static var jobs: Int? { number("SWEEP_JOBS") }
  /// `SWEEP_RETRIES`
  static var retries: Int? { number("SWEEP_RETRIES") }
  /// `SWEEP_TIMEOUT`, in seconds
  static var timeout: Double? { Console.variable("SWEEP_TIMEOUT").flatMap { Double($0) } }
  /// `SWEEP_MAX_RUNS`
  static var maxRuns: Int? { number("SWEEP_MAX_RUNS") }

  /// Refuses variables that are no numbers, rather than passing them over in silence.
  static func check() throws {
    for name in ["SWEEP_JOBS", "SWEEP_RETRIES", "SWEEP_TIMEOUT", "SWEEP_MAX_RUNS"] {
      guard let text = Console.variable(name), !text.isEmpty else { continue }
      let isGood = Double(text).map { $0 >= 0 && (name == "SWEEP_TIMEOUT" || Int(text) != nil) }
      guard isGood == true else {
        throw ValidationError("\(name): \(text.debugDescription) is not an allowed number")
      }
    }
  }

  private static func number(_ name: String) -> Int? { Console.variable(name).flatMap { Int($0) } }
}

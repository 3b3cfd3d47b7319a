import Foundation

/// Injects faults until their goals are reached, and keeps a journal.
public struct Torturer {
  private let bench: Bench
  private let journal: Journal
  private let seed: UInt64
  private let say: (String) -> Void

  /// - Parameters:
  ///   - bench: Where.
  ///   - journal: Takes every shot.
  ///   - seed: Of all random choices.
  ///   - say: Takes lines for people.
  public init(
    _ bench: Bench, _ journal: Journal, seed: UInt64, say: @escaping (String) -> Void
  ) {
    self.bench = bench
    self.journal = journal
    self.seed = seed
    self.say = say
  }

  /// Brings a fault about as often as it asks for, from where the journal ends.
  ///
  /// - Parameter deadline: By when the last shot may begin, seconds from now.
  /// - Returns: Whether nothing was violated, and the harness itself could go on.
  public func torture(_ fault: any Fault, within deadline: Double = .infinity) -> Bool {
    if case .impossible(let reason) = fault.isPossible(here: bench.machine) {
      say("row \(fault.number) \(fault.name): not possible here: \(reason)")
      return true
    }
    do {
      return try shootAll(fault, within: deadline)
    } catch {
      say("row \(fault.number) \(fault.name): the harness could not go on: \(error)")
      return false
    }
  }

  private func shootAll(_ fault: any Fault, within deadline: Double) throws -> Bool {
    let start = Clock.seconds()
    var tally = Tally(fault.goal, journal.entries(of: fault.name).filter { $0.seed == seed })
    while !tally.isReached, Clock.seconds() - start < deadline {
      tally.add(try shoot(fault, number: tally.shots + 1, tally))
    }
    say("row \(fault.number) \(fault.name): \(tally.words)")
    return tally.violations == 0
  }

  /// What does not hold after one shot.
  public static func violations(
    _ fault: any Fault, _ bench: Bench, seed: UInt64, shot: Int
  ) throws -> [Violation] {
    try fault.inject(Shot(seed: seed, number: shot, fault: fault.name), bench).violations
  }

  /// One shot again, whatever the journal says; it is not noted there.
  ///
  /// - Returns: Whether nothing was violated.
  public func replay(_ fault: any Fault, shot number: Int) throws -> Bool {
    let verdict = try fault.inject(Shot(seed: seed, number: number, fault: fault.name), bench)
    for violation in verdict.violations { say("  \(violation)") }
    say("row \(fault.number) \(fault.name), shot \(number): \(verdict.injections) injected")
    return verdict.violations.isEmpty
  }

  private func shoot(_ fault: any Fault, number: Int, _ tally: Tally) throws -> Journal.Entry {
    let start = Clock.seconds()
    let verdict = try fault.inject(Shot(seed: seed, number: number, fault: fault.name), bench)
    let entry = Journal.Entry(
      row: fault.number, fault: fault.name, seed: seed, shot: number, build: bench.build,
      injections: verdict.injections, violations: verdict.violations, isLast: verdict.isLast,
      seconds: Clock.seconds() - start)
    try journal.add(entry)
    for violation in verdict.violations.prefix(5) { say("  shot \(number): \(violation)") }
    if !verdict.violations.isEmpty || number.isMultiple(of: 20) {
      say("row \(fault.number) \(fault.name): shot \(number), \(tally.words); seed \(seed)")
    }
    return entry
  }
}

/// A fault of the matrix in `ARCHITECTURE.md`'s section on faults, or one way to bring it about.
public protocol Fault: Sendable {
  /// Its row's number.
  var number: Int { get }
  /// One word for it, unique: the journal's and the command line's.
  var name: String { get }
  /// What is done, for the table.
  var title: String { get }
  /// How often, in a whole run of the matrix.
  var goal: Goal { get }
  /// Whether it can be injected here.
  func isPossible(here machine: Machine) -> Possibility
  /// Brings it about in a scene of its own and checks what must hold.
  ///
  /// - Throws: ``HarnessError`` and others where the harness cannot go on.
  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict
}

extension Fault {
  /// Everywhere.
  public func isPossible(here machine: Machine) -> Possibility { .possible }
}

/// How often a fault is injected.
public enum Goal: Hashable, Sendable {
  /// In so many shots, one for each case there is.
  case shots(Int)
  /// So many times, over as many shots as that takes.
  case injections(Int)
  /// At point 1, 2, ... until the program passes without meeting one.
  case everyPoint
}

/// Whether a fault can be injected on a machine.
public enum Possibility: Hashable, Sendable {
  case possible
  /// Not here, and what is missing.
  case impossible(String)
}

/// One go at a fault: replayable from the fault's name, seed and number.
public struct Shot: Sendable {
  /// The seed of the whole run.
  let seed: UInt64
  /// From 1.
  let number: Int
  /// The fault's name.
  let fault: String

  /// The numbers that are drawn for it.
  var dice: Dice { Dice(seed: seed, name: fault, shot: number) }
  /// What its scene is called.
  var sceneName: String { "\(fault)-\(seed)-\(number)" }
}

/// What came of a shot.
public struct Verdict: Sendable {
  /// How many faults were injected in it.
  let injections: Int
  /// What did not hold.
  let violations: [Violation]
  /// Whether there is no further point: the program passed undisturbed.
  let isLast: Bool

  init(injections: Int = 1, _ violations: [Violation], isLast: Bool = false) {
    self.injections = injections
    // One loss is seen at every look that follows.
    var seen: Set<Violation> = []
    self.violations = violations.filter { seen.insert($0).inserted }
    self.isLast = isLast
  }
}

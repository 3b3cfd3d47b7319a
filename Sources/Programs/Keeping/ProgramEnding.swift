import CSystem

/// How far a program is from its end, and why.
struct ProgramEnding {
  /// What counts as the end if it was us who ended it; the first reason stays.
  private var reason: ProgramEnd?
  /// How the program ended.
  private var own: ProgramEnd?
  private var deadline: Double?
  private var isTold = false
  private var isKilled = false
  /// Whether nothing is left that the program had started.
  private(set) var areGone = false

  /// Whether the program has ended.
  var isOver: Bool { own != nil }
  /// Whether it was us who ended it.
  var isOurs: Bool { reason != nil }

  /// The program is to be ended, with some time to do it by itself.
  mutating func ask(for reason: ProgramEnd, at now: Double, grace: Double) {
    guard self.reason == nil else { return }
    self.reason = reason
    deadline = now + grace
  }

  /// The program is to be ended at once.
  mutating func insist(on reason: ProgramEnd) {
    self.reason = self.reason ?? reason
    deadline = -.infinity
  }

  /// What the keeper is to be told now.
  mutating func order(at now: Double) -> csystem_order? {
    guard let deadline, !isKilled else { return nil }
    if now >= deadline {
      isKilled = true
      return csystem_kill
    }
    defer { isTold = true }
    return isTold ? nil : csystem_terminate
  }

  /// The program has ended so; its first end counts.
  mutating func programEnded(_ end: ProgramEnd) { own = own ?? end }

  /// Nothing is left.
  mutating func allAreGone() { areGone = true }

  /// How the attempt ended, with what the program wrote last.
  func end(_ lastLines: [String]) -> ProgramEnd {
    if let reason { return reason }
    guard let own, own != .exited(code: 0) else { return self.own ?? .stopped }
    let words = lastLines.suffix(5).last(where: Self.tellsOfMemory)
    return words.map { .outOfMemory($0) } ?? own
  }

  /// What the runtimes of Python, PyTorch, C++, the JVM and JavaScript, and the C library, say of it.
  private static func tellsOfMemory(_ line: String) -> Bool {
    let line = line.lowercased()
    return ["memoryerror", "out of memory", "outofmemory", "bad_alloc", "cannot allocate memory"]
      .contains { line.contains($0) }
  }
}

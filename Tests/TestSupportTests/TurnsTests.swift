import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(60))) struct TurnsTests {
  private static let inside = Atomic(0)

  @Test func nobodyIsInsideBesideAnother() async {
    let turns = Turns()
    await withTaskGroup(of: Int.self) { group in
      for _ in 0..<100 {
        group.addTask {
          await turns.take()
          defer { turns.pass() }
          let inside = Self.inside.add(1, ordering: .relaxed).newValue
          await Task.yield()
          Self.inside.subtract(1, ordering: .relaxed)
          return inside
        }
      }
      for await inside in group { #expect(inside == 1) }
    }
  }

  @Test func aTurnThatWasPassedIsFreeAgain() async {
    let turns = Turns()
    for _ in 0..<3 {
      await turns.take()
      turns.pass()
    }
  }
}

/// Two suites that would meet if nothing kept them apart.
private let visitors = Atomic(0)

@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct FirstHeavyTests {
  @Test(arguments: 0..<20) func noOtherHeavySuiteRuns(_ turn: Int) async { await visit() }
}

@Suite(.serialized, .heavy, .timeLimit(.minutes(60))) struct SecondHeavyTests {
  @Test(arguments: 0..<20) func noOtherHeavySuiteRuns(_ turn: Int) async { await visit() }
}

private func visit() async {
  #expect(visitors.add(1, ordering: .relaxed).newValue == 1)
  try? await Task.sleep(for: .milliseconds(2))
  visitors.subtract(1, ordering: .relaxed)
}

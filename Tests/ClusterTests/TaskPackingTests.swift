import Testing

@testable import Cluster

@Suite(.timeLimit(.minutes(60))) struct TaskPackingTests {
  private func pack(_ seconds: [Double?], minutes: Double = 30, atATime: Int = 4) -> [[Int]] {
    TaskPacking(taskSeconds: 60 * minutes, atATime: atATime).tasks(seconds)
  }

  @Test func everyRunIsInOneTask() {
    let tasks = pack((0..<1000).map { Double($0) })
    #expect(tasks.joined().sorted() == Array(0..<1000))
  }

  @Test func longRunsHaveTasksOfTheirOwnAndTheLongestGoesFirst() {
    #expect(pack([3600, 7200, 3600]) == [[1], [0], [2]])
  }

  @Test func shortRunsShareTasksOfLikeLength() {
    let seconds = (0..<1000).map { Double($0 % 7 + 1) }
    let tasks = pack(seconds, minutes: 10, atATime: 2)
    let loads = tasks.map { $0.reduce(0) { $0 + seconds[$1] } }
    #expect(loads.count == 7)  // 4,000 s, 600 each
    #expect(loads.max()! < 1.2 * loads.min()!)
  }

  @Test func asManyGoAtATimeAsThereIsWorkFor() {
    #expect(pack([Double](repeating: 0.001, count: 200)).count == 3)
    #expect(pack([Double](repeating: 0.001, count: 10)).count == 1)
    #expect(pack([Double](repeating: 1, count: 100)).count == 4)
  }

  @Test func whatNobodyKnowsHasATaskOfItsOwn() {
    #expect(pack([nil, nil, nil, nil, nil]).count == 5)
  }

  @Test func nothingIsNoTask() { #expect(pack([]).isEmpty) }
}

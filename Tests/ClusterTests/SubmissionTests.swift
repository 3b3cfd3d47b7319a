import Testing

@testable import Cluster

@Suite(.timeLimit(.minutes(60))) struct SubmissionTests {
  @Test func aTaskNeedsOneProcessorByItself() {
    #expect(TaskNeeds() == TaskNeeds(threads: 1, memory: nil, gpus: 0))
  }
}

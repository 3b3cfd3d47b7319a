import Cluster

/// Other machines that a sweep's runs go to.
package struct ClusterUse: Sendable {
  /// What brings tasks there.
  package let engine: any TaskEngine
  /// Seconds that a task should take at the most.
  package let taskSeconds: Double
  /// Tasks that are handed over at once.
  package let maxTasks: Int
  /// Tasks that go at a time.
  package let atATime: Int
  /// Seconds between two questions to the scheduler.
  package let lookSeconds: Double
  /// The commit that this program was built of.
  package let commit: String
  /// Whether to return as soon as everything was handed over.
  package let detaches: Bool

  package init(
    engine: any TaskEngine, taskSeconds: Double, maxTasks: Int, atATime: Int, lookSeconds: Double,
    commit: String, detaches: Bool
  ) {
    self.engine = engine
    self.taskSeconds = taskSeconds
    self.maxTasks = maxTasks
    self.atATime = atATime
    self.lookSeconds = lookSeconds
    self.commit = commit
    self.detaches = detaches
  }
}

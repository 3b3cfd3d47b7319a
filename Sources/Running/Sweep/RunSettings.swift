import Scheduling

/// How the runs of a sweep are run.
package struct RunSettings: Sendable {
  /// How a worker is started.
  package let worker: WorkerCommand
  /// Runs at a time.
  package let slots: Slots
  /// What is done about runs that fail.
  package let policy: RetryPolicy
  /// A worker is killed after so many seconds without a message.
  package let silence: Double
  /// Runs that are run again whatever their state, by what people call them.
  package let reruns: [String]
  /// Whether values alone are kept: no figures, and checkpoints only for resuming.
  package let valuesOnly: Bool
  /// Whether new runs may stand beside those on other data.
  package let acceptsOtherData: Bool
  /// When it is to stop gently; `nil` for never.
  package let deadline: Deadline?
  /// The machines that runs go to; `nil` for this one.
  package let cluster: ClusterUse?

  package init(
    worker: WorkerCommand, slots: Slots, policy: RetryPolicy, silence: Double, reruns: [String],
    valuesOnly: Bool, acceptsOtherData: Bool, deadline: Deadline?,
    cluster: ClusterUse? = nil
  ) {
    self.cluster = cluster
    self.worker = worker
    self.slots = slots
    self.policy = policy
    self.silence = silence
    self.reruns = reruns
    self.valuesOnly = valuesOnly
    self.acceptsOtherData = acceptsOtherData
    self.deadline = deadline
  }
}

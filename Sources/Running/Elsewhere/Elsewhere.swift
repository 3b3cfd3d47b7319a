import Cluster

/// What a conductor may let go of, since it goes on without it.
struct Elsewhere {
  let executor: ClusterExecutor
  /// How many attempts are to be handed over.
  let jobs: Int
  /// Whether to let go as soon as they are.
  let detaches: Bool

  /// Whether it is time to.
  var isTimeToDetach: Bool { detaches && executor.hasHandedOver(jobs) }
}

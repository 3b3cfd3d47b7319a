import ArgumentParser
import Running
import Scheduling

/// How runs are run.
struct RunOptions: ParsableArguments {
  @Option(name: .long(or: "j"), help: Slots.help)
  var jobs: Int?

  @Option(help: "How often a failed run is tried again (default: 1).")
  var retries: Int?

  @Option(help: "Kill a worker after this many seconds without a message (default: 600).")
  var timeout: Double?

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Stop gently after this time, such as 90m or 1h30m; what is left can be resumed.",
      valueName: "time"),
    transform: TimeSpan.init(parsing:))
  var limit: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "A shell command to run at the end, however it ends. It is given SWEEP_NAME, SWEEP_STATUS, "
        + "SWEEP_EXIT_CODE and SWEEP_REPORT.", valueName: "command"))
  var notify: String?

  @Flag(help: "Stop at the first run that fails.")
  var failFast = false

  @Option(
    name: .customLong("rerun"),
    help: ArgumentHelp("Run this run again, whatever its state.", valueName: "LABEL"),
    completion: .runs)
  var reruns: [String] = []

  @Flag(help: "With --profile: return as soon as all runs were handed over.")
  var detach = false

  @Flag(help: "Keep values only: no figures, and checkpoints only for resuming.")
  var valuesOnly = false

  @Flag(help: "Continue although the data changed: new runs beside the old ones.")
  var acceptData = false

  mutating func validate() throws {
    try Variables.check()
    try Slots.check(jobs)
    if let retries, retries < 0 { throw ValidationError("--retries: \(retries) is negative") }
    if let timeout, !(timeout > 0) {
      throw ValidationError("--timeout: \(timeout) is not positive")
    }
  }

  /// Runs at a time.
  var slots: Slots { Slots(jobs) }

  /// How runs are run, if the command began now.
  func settings(from now: Double, _ places: StoreOptions) throws -> RunSettings {
    let cluster = try places.cluster(detaches: detach)
    return RunSettings(
      worker: Product.worker, slots: cluster.map { Slots(asked: $0.atATime) } ?? slots,
      policy: policy,
      silence: timeout ?? Variables.timeout ?? 600, reruns: reruns, valuesOnly: valuesOnly,
      acceptsOtherData: acceptData, deadline: limit.map { Deadline($0, from: now) },
      cluster: cluster)
  }

  private var policy: RetryPolicy {
    let retries = retries ?? Variables.retries ?? 1
    return RetryPolicy(retries: max(0, retries), failFast: failFast)
  }
}

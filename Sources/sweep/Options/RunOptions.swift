import ArgumentParser
import Foundation
import Scheduling

/// How runs are run.
struct RunOptions: ParsableArguments {
  @Option(name: .long(or: "j"), help: "Runs at a time (default: the number of cores).")
  var jobs: Int?

  @Option(help: "How often a failed run is tried again (default: 1).")
  var retries: Int?

  @Option(help: "Seconds without a word after which a worker is killed (default: 600).")
  var timeout: Double?

  @Flag(help: "Stop at the first run that fails.")
  var failFast = false

  @Option(
    name: .customLong("rerun"),
    help: ArgumentHelp("Run this run again, whatever it is.", valueName: "LABEL"))
  var reruns: [String] = []

  @Flag(help: "Keep values only: no figures, and checkpoints just to go on from.")
  var valuesOnly = false

  @Flag(help: "Go on though the data is other than the sweep's was: new runs beside the old.")
  var acceptData = false

  mutating func validate() throws {
    try Variables.check()
    if let jobs, jobs < 1 { throw ValidationError("--jobs: \(jobs) is less than 1") }
    if let retries, retries < 0 { throw ValidationError("--retries: \(retries) is negative") }
    if let timeout, !(timeout > 0) {
      throw ValidationError("--timeout: \(timeout) is not positive")
    }
  }

  /// Runs at a time.
  var slots: Int {
    let wanted = jobs ?? Variables.jobs ?? 0
    return wanted > 0 ? wanted : ProcessInfo.processInfo.activeProcessorCount
  }

  /// What is done about runs that fail.
  var policy: RetryPolicy {
    let retries = retries ?? Variables.retries ?? 1
    return RetryPolicy(retries: max(0, retries), failFast: failFast)
  }

  /// Seconds of silence.
  var silence: Double {
    timeout ?? Variables.timeout ?? 600
  }
}

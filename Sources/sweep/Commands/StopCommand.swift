import ArgumentParser
import Cluster
import Experiments
import Foundation
import Running
import Storage

/// `sweep stop SWEEP`
struct StopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop",
    abstract: "Let a sweep's runs save and stop, here or on other machines.",
    discussion: """
      What waits is taken back, what runs saves first. The sweep goes on with the command that began \
      it, or with: sweep resume.

      EXAMPLES
        sweep stop paper
        sweep stop paper --profile cluster.json
      """)

  @Argument(help: "The sweep, by name or by spec.", completion: .sweeps)
  var sweep: String

  @OptionGroup var places: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let profile = try places.profile()
    let store = try places.places.openForReading()
    let (name, holder) = (try ResultsSource.name(sweep, in: store), store.isSweepRunning())
    try store.close()
    let engine = profile?.engine(save: places.places.saveFolder)
    let found = try Collection.stop(name, places.places, engine)
    if let found { sayStopped(found, hasProfile: profile != nil) }
    guard found == nil else { return }
    // Those of other machines tell whoever follows them by themselves.
    if holder.running, let holder = holder.holder, holder.isHere, holder.spec == name,
      kill(pid_t(holder.pid), SIGTERM) == 0
    {
      output.say("asked process \(holder.pid), which runs \(name) here, to save and stop")
    } else {
      output.say("nothing to stop: no run of \(name) is on")
    }
  }

  private func sayStopped(_ found: ElsewhereStatus, hasProfile: Bool) {
    output.say("asked \(found.running) task\(found.running == 1 ? "" : "s") to save and stop")
    guard found.waiting > 0 else { return }
    output.say(
      hasProfile
        ? "took back \(found.waiting) that waited"
        : "\(found.waiting) that wait end as soon as they begin; with --profile FILE they are taken "
          + "back at once")
  }
}

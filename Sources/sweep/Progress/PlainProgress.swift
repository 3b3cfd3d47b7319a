import Experiments
import Running
import Scheduling

/// Plain lines: a run starts, every tenth of it or 30 seconds, it ends.
struct PlainProgress: ProgressView {
  private var tally: Tally
  private var lastSaid: [String: (share: Double, time: Double)] = [:]
  private let isVerbose: Bool
  private static let secondsBetweenLines = 30.0

  /// - Parameter isVerbose: Whether checkpoints are told, too.
  init(_ tally: Tally, isVerbose: Bool) {
    self.isVerbose = isVerbose
    self.tally = tally
  }

  var running: Int { tally.running.count }

  mutating func show(_ scheduled: ScheduledEvent, now: Double) {
    tally.take(scheduled, now: now)
    let (run, event) = (scheduled.run, scheduled.event)
    switch event {
    case .started(let epoch, let batch, _):
      let step = tally.manifest.takesData ? "epoch" : "step"
      let place = epoch == 0 && batch == 0 ? "starts" : "resumes from \(step) \(epoch)"
      Console.say("\(run.label): \(place)")
      lastSaid[run.id] = (tally.running[run.id]?.share ?? 0, now)
    case .progress: sayIfDue(run, now)
    case .warning(let message): Console.say("\(run.label): warning: \(message)")
    case .ended(let end):
      let again = scheduled.willRetry ? "; trying again" : ""
      Console.say(
        "\(run.label): \(end.words(isProgram: !tally.manifest.takesData))\(again) (\(ProgressText.summary(tally, now: now)))"
      )
    case .checkpoint(let checkpoint):
      if isVerbose { Console.say("\(run.label): saved \(checkpoint.file)") }
    case .metrics, .groundTruth, .reconstruction, .artifact, .obsolete, .cost: break
    }
  }

  mutating func tick(now: Double) {}

  mutating func say(_ line: String) { Console.say(line) }

  mutating func finish() {}

  func suspend(_ isStopping: Bool) {}

  private mutating func sayIfDue(_ run: Run, _ now: Double) {
    guard let state = tally.running[run.id], let last = lastSaid[run.id] else { return }
    let isFar = state.share - last.share >= 0.1 && now - last.time >= 1
    guard isFar || now - last.time >= Self.secondsBetweenLines else { return }
    lastSaid[run.id] = (state.share, now)
    let left = tally.secondsLeft(of: state, tally.forecast(now: now), now: now)
    Console.say(ProgressText.line(state, tally.manifest, labelWidth: 0, left: left))
  }
}

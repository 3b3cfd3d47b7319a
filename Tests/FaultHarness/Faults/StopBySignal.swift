import Foundation

/// Rows 4 to 7: signals that ask to stop, again and again within one sweep.
struct StopBySignal: Fault {
  let number: Int
  let name: String
  let title: String
  let signal: Int32
  /// How often it is sent, at once.
  var times = 1
  /// The code to end with.
  let code: Int32
  /// Seconds it may take. The promise, doubled: the machine may be busy.
  let patience: Double
  let goal: Goal

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let scene = try Scene(bench, .base, name: shot.sceneName)
    defer { scene.remove() }
    var dice = shot.dice
    var (stops, violations, before) = (0, [Violation](), nil as Progress?)
    while stops < 30 {
      let launch = try scene.start()
      let seconds = Double.random(in: 0.1...0.8, using: &dice)
      guard launch.child.wait(seconds: seconds) == nil else { break }
      violations += stop(launch, judgesTime: bench.judgesTime)
      stops += 1
      violations += scene.orphans()
      let now = try Progress(of: scene)
      if let before {
        violations += now.violations(since: before, acknowledged: scene.acknowledged)
      }
      before = now
    }
    return Verdict(injections: stops, try violations + scene.settle(since: before))
  }

  private func stop(_ launch: Launch, judgesTime: Bool) -> [Violation] {
    let start = Clock.seconds()
    for _ in 0..<times { launch.child.send(signal) }
    let exit = launch.child.wait(seconds: judgesTime ? 30 : Child.patience)
    let seconds = Clock.seconds() - start
    var found: [Violation] = []
    if judgesTime && seconds > patience {
      found.append(Violation(.honesty, "took \(seconds) s of \(patience) to stop"))
    }
    // Before it watches for signals, and after its last run, they end it as they end anything.
    let isEarly = !launch.said.contains("to run") || launch.said.contains("report: ")
    if exit == .code(0) || (exit == .signal(signal) && isEarly) { return found }
    let said = launch.said
    if exit != .code(code) || !said.contains("\n  safe: ") || !said.contains("\n  next: ") {
      found.append(
        Violation(
          .honesty, "\(exit.map { "\($0)" } ?? "no end") after the signal: \(said.suffix(400))"))
    }
    return found
  }
}

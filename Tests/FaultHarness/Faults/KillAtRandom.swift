import Foundation

/// Rows 1 to 3 and 43 to 46: `kill -9` at random moments, many within one sweep.
struct KillAtRandom: Fault {
  /// Who is killed.
  enum Victim: Sendable {
    case parent, worker, both
    /// Somebody else's program, which a worker runs.
    case program
    /// Parent, worker and program.
    case all
  }

  let number: Int
  let name: String
  let title: String
  let victim: Victim
  let goal: Goal
  var workload = Workload.base

  func isPossible(here machine: Machine) -> Possibility {
    workload.tools.first { !machine.has($0) }.map { .impossible("no \($0)") } ?? .possible
  }

  /// A chain of kills that never gets anywhere is no test; then the sweep is let through.
  private static let mostKills = 40

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let scene = try Scene(bench, workload, name: shot.sceneName)
    defer { scene.remove() }
    var chain = Chain(scene, shot.dice, victim)
    while chain.kills < Self.mostKills, try chain.step() {}
    let violations = try chain.violations + scene.settle(since: chain.before, mayFailOnce: true)
    return Verdict(injections: chain.kills, violations)
  }

  /// One sweep, killed and gone on with.
  private struct Chain {
    let scene: Scene
    var dice: Dice
    let victim: Victim
    private(set) var kills = 0
    private(set) var violations: [Violation] = []
    /// How far the runs were when the last launch began.
    private(set) var before: Progress?

    init(_ scene: Scene, _ dice: Dice, _ victim: Victim) {
      self.scene = scene
      self.dice = dice
      self.victim = victim
    }

    /// Goes on with the sweep and kills; returns whether it is not yet at its end.
    mutating func step() throws -> Bool {
      let launch = try scene.start(["-j", "2", "--retries", "1000"])
      while launch.child.poll() == nil {
        let seconds = Double.random(in: victim.pause, using: &dice)
        if launch.child.wait(seconds: seconds) == nil { kill(launch) }
      }
      try look(launch)
      // Sometimes the next one starts while workers of this one are still dying.
      if Bool.random(using: &dice) { violations += scene.orphans() }
      return launch.child.poll() != .code(0)
    }

    private mutating func kill(_ launch: Launch) {
      if victim.isProgram { killOne(of: ProcessTable.programs(carrying: scene.token)) }
      if victim.isWorker { killOne(of: ProcessTable.workers(of: launch.child.id)) }
      if victim.isParent {
        launch.child.send(SIGKILL)
        if launch.child.wait(seconds: 10) == .signal(SIGKILL) { kills += 1 }
      }
    }

    private mutating func killOne(of processes: [pid_t]) {
      guard let one = processes.randomElement(using: &dice) else { return }
      if Foundation.kill(one, SIGKILL) == 0 { kills += 1 }
    }

    private mutating func look(_ launch: Launch) throws {
      let exit = launch.child.poll()
      let expected: [Exit] =
        victim.isParent ? [.code(0), .signal(SIGKILL)] : [.code(0), .code(1)]
      if let exit, !expected.contains(exit) {
        violations.append(
          Violation(.honesty, "ended with \(exit): \(launch.said.suffix(400))"))
      }
      let now = try Progress(of: scene)
      if let before {
        violations += now.violations(since: before, acknowledged: scene.acknowledged)
      }
      before = now
    }
  }
}

extension KillAtRandom.Victim {
  fileprivate var isParent: Bool {
    switch self {
    case .parent, .both, .all: true
    case .worker, .program: false
    }
  }

  fileprivate var isWorker: Bool {
    switch self {
    case .worker, .both, .all: true
    case .parent, .program: false
    }
  }

  fileprivate var isProgram: Bool {
    switch self {
    case .program, .all: true
    case .parent, .worker, .both: false
    }
  }

  /// Seconds between two kills.
  fileprivate var pause: ClosedRange<Double> { isParent ? 0.02...0.7 : 0.03...0.3 }
}

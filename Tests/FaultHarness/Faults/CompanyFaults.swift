import Foundation

/// Rows 22 to 24: others at the same store, and a clock that jumps.
struct CompanyFaults {
  /// The faults.
  static let all: [any Fault] = [
    CaseFault(
      number: 22, name: "two-at-once", title: "a second sweep, by four paths to the store",
      times: 12
    ) {
      scene, _ in
      let first = try scene.start()
      first.child.wait(seconds: Child.patience) { first.said.contains("starts") }
      var found: [Violation] = []
      symlink("\(scene.folder)/save", "\(scene.folder)/other")
      for more in [
        [], ["--store", "./save/../save/results.sqlite"], ["--save", "other"],
        ["--store", "\(scene.folder)/save/results.sqlite"],
      ] where first.child.poll() == nil {
        let second = try scene.run(scene.sweepArguments + more)
        if first.child.poll() != nil { break }
        found += expect([.code(3)], second.exit, said: second.said, "pid \(first.child.id)")
        if scene.bench.judgesTime && second.seconds > 2 {
          found.append(Violation(.honesty, "took \(second.seconds) s"))
        }
      }
      return found + expect([.code(0)], first.child.wait(seconds: Child.patience), first)
        + (try scene.finalViolations())
    },
    CaseFault(number: 22, name: "twenty-at-once", title: "twenty sweeps at once", .small, times: 2)
    {
      scene, _ in
      let launches = try (0..<20).map { _ in try scene.start() }
      let exits = launches.map { $0.child.wait(seconds: Child.patience) }
      let won = exits.filter { $0 == .code(0) }.count
      let wrong = zip(launches, exits).filter { $1 != .code(0) && $1 != .code(3) }
      return (won > 0 ? [] : [Violation(.honesty, "none of twenty ran")])
        + wrong.flatMap { expect([.code(0), .code(3)], $1, $0) } + (try scene.finalViolations())
    },
    CaseFault(
      number: 22, name: "hard-link", title: "the store under a second name", .small, times: 1
    ) {
      scene, _ in
      _ = try scene.run(scene.sweepArguments + ["-q"])
      try scene.makeFolder("other")
      link(scene.store, "\(scene.folder)/other/results.sqlite")
      let second = try scene.run(scene.sweepArguments + ["--store", "other/results.sqlite"])
      return expect([.code(3)], second.exit, said: second.said, "hard links")
    },
    CaseFault(
      number: 23, name: "viewers", title: "status over and over, and a reader that never ends",
      times: 2
    ) { scene, _ in
      let first = try scene.start()
      first.child.wait(seconds: Child.patience) { first.said.contains("starts") }
      var found: [Violation] = []
      try StoreEditor(scene.store).whileReading {
        while first.child.poll() == nil {
          let look = try scene.run(["status", "--json"])
          found += expect([.code(0)], look.exit, said: look.said)
        }
      }
      return found + expect([.code(0)], first.child.poll(), first) + (try scene.finalViolations())
    },
    CaseFault(
      number: 24, name: "clock",
      title: "the wall clock is off by a day or a century, in one or both",
      .small, need: .compiler, times: 8
    ) { scene, dice in
      let day = 86400
      let offset = [day, -day, 36525 * day, -36525 * day].randomElement(using: &dice) ?? day
      let role = ["parent", "worker", ""].randomElement(using: &dice) ?? ""
      let variables = [
        "LD_PRELOAD": scene.bench.shim ?? "", "FAULT_ROLE": role, "FAULT_CLOCK": "\(offset)",
      ]
      let launch = try scene.start(environment: variables)
      return expect([.code(0)], launch.child.wait(seconds: Child.patience), launch)
        + (try scene.finalViolations()) + (try negativeTimes(scene))
    },
  ]

  private static func negativeTimes(_ scene: Scene) throws -> [Violation] {
    let rows = try StoreCopy(scene.store)?.rows("SELECT label FROM run_results WHERE seconds < 0")
    return (rows ?? []).map { Violation(.honesty, "\($0) took less than no time") }
  }
}

/// A fault that is brought about by a few lines, some times over.
struct CaseFault: Fault {
  let number: Int
  let name: String
  let title: String
  let goal: Goal
  private let workload: Workload
  private let need: Need
  private let tools: [String]
  private let body: @Sendable (Scene, inout Dice) throws -> [Violation]

  init(
    number: Int, name: String, title: String, _ workload: Workload = .base, tools: [String] = [],
    need: Need = .nothing, times: Int,
    _ body: @escaping @Sendable (Scene, inout Dice) throws -> [Violation]
  ) {
    self.number = number
    self.name = name
    self.title = title
    self.workload = workload
    goal = .shots(times)
    self.need = need
    self.tools = tools
    self.body = body
  }

  func isPossible(here machine: Machine) -> Possibility {
    tools.first { !machine.has($0) }.map { .impossible("no \($0)") } ?? need.isMet(by: machine)
  }

  func inject(_ shot: Shot, _ bench: Bench) throws -> Verdict {
    let scene = try Scene(bench, workload, name: shot.sceneName)
    defer { scene.remove() }
    var dice = shot.dice
    return Verdict(try body(scene, &dice))
  }
}

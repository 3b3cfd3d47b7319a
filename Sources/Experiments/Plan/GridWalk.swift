/// The combinations of axes, in order, without those that a spec leaves out.
struct GridWalk {
  let spec: SweepSpec
  let axes: [GridAxis]
  let exclusions: Exclusions
  /// The kinds of each axis' values, where something may be left out.
  private let kinds: [[Int]]

  init(_ spec: SweepSpec, along axes: [GridAxis]) {
    self.spec = spec
    self.axes = axes
    exclusions = Exclusions(spec, along: axes)
    let mayLeaveOut = !spec.excluded.isEmpty || !spec.only.isEmpty
    let questions = mayLeaveOut ? spec.allQuestions : [:]
    kinds = mayLeaveOut ? axes.map { $0.kinds(questions) } : []
  }

  /// A combination: its values, and what the axes add to its label, each with a comma before it.
  typealias Body = (_ chosen: [String: Value], _ label: String, _ state: Exclusions.State) -> Void

  /// Goes through all of them.
  func visit(_ body: Body) {
    if let start = exclusions.start { walk(0, [:], "", start, body) }
  }

  private func walk(
    _ index: Int, _ chosen: [String: Value], _ label: String, _ state: Exclusions.State,
    _ body: Body
  ) {
    guard index < axes.count else { return body(chosen, label, state) }
    let axis = axes[index]
    guard axis.applies(spec, chosen) else {
      guard let state = exclusions.after(index, state, chosen) else { return }
      return walk(index + 1, chosen, label, state, body)
    }
    var chosen = chosen
    var told: [Int: Exclusions.State?] = [:]
    for row in 0..<axis.count {
      guard let state = after(index, row, state, chosen, &told) else { continue }
      axis.choose(row, in: &chosen)
      let added = axis.keys.isEmpty ? label : label + axis.label(row, spec, chosen)
      walk(index + 1, chosen, added, state, body)
    }
  }

  /// The state once an axis has the value of a row; asked once for each kind of values.
  private func after(
    _ index: Int, _ row: Int, _ state: Exclusions.State, _ chosen: [String: Value],
    _ told: inout [Int: Exclusions.State?]
  ) -> Exclusions.State? {
    if state.isSettled { return state }
    let kind = kinds[index][row]
    if let state = told[kind] { return state }
    var chosen = chosen
    axes[index].choose(row, in: &chosen)
    let next = exclusions.after(index, state, chosen)
    told[kind] = .some(next)
    return next
  }
}

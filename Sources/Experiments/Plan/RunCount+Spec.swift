extension RunCount {
  /// How many runs a spec is, before equal ones are told; nothing is expanded. Of a spec whose trials
  /// are drawn or asked for: how many all trials are.
  ///
  /// What means nothing to a run does not multiply it: cnn has neither cells nor a recurrent width.
  public init(of spec: SweepSpec) {
    guard spec.isSampled else {
      self = GridCount(spec, along: spec.gridAxes).count
      return
    }
    self = GridCount(spec, along: spec.crossedAxes).count
    multiply(by: spec.search?.trials ?? 1)
  }
}

/// Counts the combinations of axes and their seeds. Only what others depend on, or what is asked of
/// combinations, is gone through; and of the values of such an axis one stands for all that are alike
/// to whoever asks.
struct GridCount {
  private let walk: GridWalk
  /// The values to go through where conditions alone ask, by axis: a row, and how many are alike.
  private let plain: [[(row: Int, alike: Int)]]
  /// Those to go through where something may still be left out.
  private let asked: [[(row: Int, alike: Int)]]

  init(_ spec: SweepSpec, along axes: [GridAxis]) {
    walk = GridWalk(spec, along: axes)
    plain = axes.map { $0.classes(spec.questions) }
    asked = axes.map { $0.classes(spec.allQuestions) }
  }

  /// How many there are.
  var count: RunCount { walk.exclusions.start.map { count(0, [:], $0) } ?? RunCount(0) }

  private func count(
    _ index: Int, _ chosen: [String: Value], _ state: Exclusions.State
  ) -> RunCount {
    guard index < walk.axes.count else {
      return RunCount(walk.exclusions.seeds(state, chosen).count)
    }
    let axis = walk.axes[index]
    guard axis.applies(walk.spec, chosen) else {
      let state = walk.exclusions.after(index, state, chosen)
      return state.map { count(index + 1, chosen, $0) } ?? RunCount(0)
    }
    let classes = state.isSettled ? plain[index] : asked[index]
    return classes.reduce(into: RunCount(0)) { sum, values in
      var chosen = chosen
      axis.choose(values.row, in: &chosen)
      guard let state = walk.exclusions.after(index, state, chosen) else { return }
      var count = count(index + 1, chosen, state)
      count.multiply(by: values.alike)
      sum.add(count)
    }
  }
}

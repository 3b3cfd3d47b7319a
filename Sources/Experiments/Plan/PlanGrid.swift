/// A spec being expanded into runs.
struct PlanGrid {
  private(set) var maker: RunMaker
  /// How a search goes.
  private(set) var rounds: SearchRounds?
  private let spec: SweepSpec

  init(
    spec: SweepSpec, name: String, facts: [ParameterValues.Entry],
    recorded: [ParameterValues.Entry]
  ) {
    self.spec = spec
    maker = RunMaker(spec, name: name, facts: facts, recorded: recorded)
  }

  /// Makes the runs; those of a search as far as they follow from what is known.
  mutating func expand(_ knowledge: SearchKnowledge) {
    if spec.isSearched {
      rounds = SearchRounds(spec, knowledge, &maker)
      return
    }
    maker.reserve(RunCount(of: spec).value ?? 0)
    let walk = GridWalk(spec, along: spec.gridAxes)
    let showsSeed = spec.seeds.count > 1
    walk.visit { chosen, axes, state in
      let label = spec.manifest.label { spec.value($0, chosen) } + axes
      let seeds = walk.exclusions.seeds(state, chosen)
      maker.add(chosen, seeds: seeds, label: label, showsSeed: showsSeed)
    }
  }
}

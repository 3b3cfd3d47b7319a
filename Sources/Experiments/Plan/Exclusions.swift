/// What a spec leaves out of a grid, told as soon as the values in question are known: so nothing is
/// walked through that is left out.
struct Exclusions {
  /// What is not yet told of a combination that is being chosen.
  struct State {
    /// The exclusions of which no part has failed.
    var excluded: [Int]
    /// The conditions to stay of which no part has failed.
    var only: [Int]
    /// Whether it stays, unless it is excluded.
    var stays: Bool

    /// Whether nothing is left to be asked.
    var isSettled: Bool { stays && excluded.isEmpty }
  }

  private struct Part {
    let test: Int
    let isOnly: Bool
    let part: ValueTest.Part
  }

  private let spec: SweepSpec
  /// What can be asked once so many axes have values; the last with the seed.
  private var due: [[Part]]
  /// When all parts of each can be asked.
  private var lastOfExcluded: [Int] = []
  private var lastOfOnly: [Int] = []
  /// Whether it takes a seed to tell.
  private(set) var namesSeeds = false

  /// - Parameter axes: The axes in the order in which they get their values.
  init(_ spec: SweepSpec, along axes: [GridAxis]) {
    self.spec = spec
    due = Array(repeating: [], count: axes.count + 2)
    if spec.excluded.isEmpty, spec.only.isEmpty { return }
    let levels = Levels(spec, axes)
    lastOfExcluded = spec.excluded.indices.map { add($0, spec.excluded[$0], levels, isOnly: false) }
    lastOfOnly = spec.only.indices.map { add($0, spec.only[$0], levels, isOnly: true) }
  }

  private mutating func add(
    _ index: Int, _ test: ValueTest, _ levels: Levels, isOnly: Bool
  ) -> Int {
    var last = 0
    for part in test.parts {
      let level = levels.level(of: part.path)
      if level < due.count { due[level].append(Part(test: index, isOnly: isOnly, part: part)) }
      namesSeeds = namesSeeds || part.path == Configuration.seedPath
      last = max(last, level)
    }
    return last
  }

  /// The state where nothing is chosen; `nil` where all is left out.
  var start: State? {
    let state = State(
      excluded: Array(lastOfExcluded.indices), only: Array(lastOfOnly.indices),
      stays: lastOfOnly.isEmpty)
    return told(state, 0, [:])
  }

  /// The state once an axis has a value, or means nothing; `nil` where the combination is left out.
  func after(_ axis: Int, _ state: State, _ chosen: [String: Value]) -> State? {
    state.isSettled ? state : told(state, axis + 1, chosen)
  }

  /// The seeds of a combination that stay.
  func seeds(_ state: State, _ chosen: [String: Value]) -> [Int] {
    guard namesSeeds, !state.isSettled else { return spec.seeds }
    return spec.seeds.filter { seed in
      let chosen = chosen.merging([Configuration.seedPath: .whole(seed)]) { $1 }
      return told(state, due.count - 1, chosen) != nil
    }
  }

  private func told(_ state: State, _ level: Int, _ chosen: [String: Value]) -> State? {
    if due[level].isEmpty { return state }
    var state = state
    let failed = due[level].filter { !$0.part.holds(spec.tested($0.part.path, chosen)) }
    let only = Set(failed.filter(\.isOnly).map(\.test))
    let excluded = Set(failed.filter { !$0.isOnly }.map(\.test))
    state.only.removeAll(where: only.contains)
    state.excluded.removeAll(where: excluded.contains)
    if state.excluded.contains(where: { lastOfExcluded[$0] <= level }) { return nil }
    state.stays = state.stays || state.only.contains { lastOfOnly[$0] <= level }
    return state.stays || !state.only.isEmpty ? state : nil
  }
}

/// When the value of a parameter is known.
private struct Levels {
  let spec: SweepSpec
  let axes: [String: Int]

  init(_ spec: SweepSpec, _ axes: [GridAxis]) {
    self.spec = spec
    let levels = axes.enumerated().flatMap { index, axis in
      axis.members.map { ($0.path, index + 1) }
    }
    self.axes = Dictionary(
      [(Configuration.seedPath, axes.count + 1)] + levels, uniquingKeysWith: { $1 })
  }

  /// How many axes must have values; more than there are where it is not known at all.
  func level(of path: String) -> Int {
    if axes[path] == nil, spec.order.contains(path) { return .max }
    return spec.dependencies(of: path).map(level).reduce(axes[path] ?? 0, max)
  }
}

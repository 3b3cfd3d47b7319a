extension SearchSpace {
  /// What labels begin with: the group's own, or what the trainer calls such runs.
  func base(_ group: Int, _ chosen: [String: Value]) -> String {
    let own = crossed[group].label
    return own.isEmpty ? spec.manifest.label { spec.value($0, chosen) } : own
  }

  /// What the runs of a chosen trial are called, without their seeds.
  public func labelOfChosen(_ trial: SearchTrial) -> String {
    let base = base(trial.group, trial.chosen)
    return base.isEmpty ? Self.best : "\(base),\(Self.best)"
  }

  /// The word that labels of the chosen end with.
  public static let best = "best"

  /// The trials of a grid.
  func grid(_ group: Int) -> [SearchTrial] {
    combinations(of: crossed[group]).enumerated().map { number, found in
      let label = base(group, found.chosen) + found.label
      return SearchTrial(
        group: group, number: number, chosen: found.chosen,
        label: String(label.trimmingPrefix(",")))
    }
  }

  /// Trials at points that are drawn; those that the spec leaves out are passed over. Each group gets
  /// the same points, so that what is compared is not the luck of the draw.
  func sample(_ group: Int, count: Int) -> [SearchTrial] {
    var trials: [SearchTrial] = []
    let points = points
    // An exclusion may leave nothing of a stretch.
    for index in 0..<(100 * count + 1000) where trials.count < count {
      guard let chosen = chosen(crossed[group], at: points(index)) else { continue }
      trials.append(trial(group, trials.count, chosen))
    }
    return trials
  }

  private var points: (Int) -> [Double] {
    let (seed, dimensions) = (spec.search?.seed ?? 0, sampled.count)
    guard case .drawn(let points)? = spec.search?.method, dimensions > 0 else { return { _ in [] } }
    switch points {
    case .random: return RandomPoints(seed: seed, dimensions: dimensions).point
    case .sobol: return SobolPoints(seed: seed, dimensions: dimensions).point
    }
  }

  /// The trials of an answer.
  ///
  /// - Parameter first: The number of the first.
  /// - Throws: ``RuleBroken`` where a line is none, or its values are none of the space.
  func trials(_ answer: SearchAnswer, first: Int) throws(RuleBroken) -> [SearchTrial] {
    var trials: [SearchTrial] = []
    for (place, line) in answer.trials.enumerated() {
      trials.append(try trial(answer.group, first + place, line))
    }
    return trials
  }

  private func trial(
    _ group: Int, _ number: Int, _ line: String
  ) throws(RuleBroken) -> SearchTrial {
    let told = try Self.parameters(line)
    switch chosen(crossed[group], told: told) {
    case .success(let chosen): return trial(group, number, chosen, line)
    case .failure(.leftOut): return trial(group, number, told, line, isLeftOut: true)
    case .failure(.wrong(let words)): throw RuleBroken(trial: number, words)
    }
  }

  private func trial(
    _ group: Int, _ number: Int, _ chosen: [String: Value], _ line: String? = nil,
    isLeftOut: Bool = false
  ) -> SearchTrial {
    let base = base(group, chosen)
    return SearchTrial(
      group: group, number: number, chosen: chosen,
      label: base.isEmpty ? "trial=\(number)" : "\(base),trial=\(number)", line: line,
      isLeftOut: isLeftOut)
  }

  /// What a line of an answer gives parameters, by path.
  static func parameters(_ line: String) throws(RuleBroken) -> [String: Value] {
    guard let node = JSONReader.read(line: Array(line.utf8)),
      case .object(let members)? = node.member(["parameters"])?.value.value
    else { throw RuleBroken("a trial", line, "an object with \"parameters\"") }
    var values: [String: Value] = [:]
    for member in members {
      guard let value = Value(member.value) else {
        throw RuleBroken("a trial's \(member.key)", "an object", "a value")
      }
      values[member.key] = value
    }
    return values
  }

  /// The parameters whose value lies at an end of what they may be.
  func edges(of trial: SearchTrial) -> [String] {
    sampled.filter { axis in
      trial.chosen[axis.path].map { axis.isAtEnd($0) } ?? false
    }.map(\.path)
  }
}

extension SearchAxis {
  /// The part of a stretch that is called its end.
  private static let margin = 0.02

  /// Whether a value lies at an end of what it may be; of a list, of three numbers at least.
  fileprivate func isAtEnd(_ value: Value) -> Bool {
    switch domain {
    case .range(let range):
      guard let number = value.double else { return false }
      if number == range.low || number == range.high { return true }
      let place = range.position(of: number)
      return place < Self.margin || place > 1 - Self.margin
    case .values(let values):
      let numbers = values.compactMap(\.double)
      guard numbers.count == values.count, numbers.count > 2, let number = value.double else {
        return false
      }
      return number == numbers.min() || number == numbers.max()
    }
  }
}

extension RuleBroken {
  fileprivate init(trial number: Int, _ words: String) {
    self.init(words: "trial \(number): \(words)")
  }
}

extension SpecDecoder {
  /// How a spec's space is searched, and what is made of it.
  typealias SearchPlans = (search: SearchSpec?, selection: SelectionSpec?, claims: [Claim])

  mutating func searchPlans(
    _ members: [String: JSONNode.Member], of space: GivenSpace
  ) -> SearchPlans {
    let search = members["search"].flatMap { self.search($0.value, space) }
    if members["search"] == nil { refuseOpenRanges(space) }
    let selection = members["select"].flatMap { self.selection($0.value, space) }
    let claims = members["claims"].flatMap { member in
      list(member.value, "claims", mayBeEmpty: true) { $0.claim($1, $2) }
    }
    return (search, selection, claims ?? [])
  }

  private static let searchKeys = [
    "method", "trials", "seed", "round", "metric", "failures", "halving",
  ]

  /// The most trials that may be asked for.
  static let trialsRange = 1...1_000_000

  private mutating func search(_ node: JSONNode, _ space: GivenSpace) -> SearchSpec? {
    guard let keys = object(node, "search", Self.searchKeys) else { return nil }
    let method = required("method", keys, node, "search").flatMap { self.method($0.value) }
    if method == .grid { refuseOpenRanges(space) }
    let trials = keys["trials"].map { integer($0.value, "search.trials", Self.trialsRange) }
    checkTrials(keys["trials"], method, node)
    let seed = keys["seed"].map { integer($0.value, "search.seed", Self.seedRange) }
    let round = keys["round"].map { integer($0.value, "search.round", Self.trialsRange) }
    let metric = keys["metric"].flatMap { self.metric($0.value, "search.metric") }
    let failures = keys["failures"].flatMap { member in
      word(member.value, "search.failures", SearchSpec.Failures.allCases.map(\.rawValue))
        .flatMap(SearchSpec.Failures.init)
    }
    let halving = keys["halving"].flatMap { self.halving($0.value, space) }
    if case .program? = method, let halving = keys["halving"] {
      tell(
        .badSearch, at: halving.place, "search.halving", found: "a program asks for the trials",
        note: "what it is told of a trial must be final, and halving would stop it; "
          + "leave out halving, or search with sobol or random")
    }
    return method.map { method in
      SearchSpec(
        method, trials: trials ?? nil, seed: (seed ?? 0) ?? 0, round: (round ?? 8) ?? 8,
        metric: metric, halving: halving, failures: failures ?? .stop)
    }
  }

  private mutating func checkTrials(
    _ trials: JSONNode.Member?, _ method: SearchSpec.Method?, _ node: JSONNode
  ) {
    switch method {
    case nil: break
    case .grid:
      if let trials {
        tell(
          .badSearch, at: trials.place, "search.trials", found: "a grid tries every combination",
          note: "leave it out, or search with sobol or random")
      }
    case .drawn, .program:
      if trials == nil {
        tell(
          .missingKey, node, "search", found: "\"trials\"",
          note: "how many each combination of what is crossed gets, such as 64")
      }
    }
  }

  private mutating func method(_ node: JSONNode) -> SearchSpec.Method? {
    if case .object = node.value { return program(node) }
    return word(node, "search.method", SearchSpec.Method.words)
      .flatMap(SearchSpec.Method.init(word:))
  }

  private mutating func program(_ node: JSONNode) -> SearchSpec.Method? {
    let path = "search.method"
    guard let keys = object(node, path, ["program", "inputs"]),
      let program = required("program", keys, node, path)
    else { return nil }
    guard case .array(let nodes) = program.value.value, !nodes.isEmpty else {
      wrongType(program.value, "\(path).program", "a list such as [\"python3\", \"search.py\"]")
      return nil
    }
    let command = nodes.compactMap { string($0, "\(path).program") }
    for (node, item) in zip(nodes, command)
    where item.utf8.contains(0) || (node == nodes[0] && item.isEmpty) {
      tell(.badName, node, "\(path).program", found: SpecError.quoted(item))
    }
    let inputs = keys["inputs"].flatMap { texts($0.value, "\(path).inputs", Self.isPath) }
    return command.count == nodes.count ? .program(command: command, inputs: inputs ?? []) : nil
  }

  /// A metric that runs measure and of which one value is better than another.
  mutating func metric(_ node: JSONNode, _ path: String) -> MetricName? {
    guard let name = string(node, path) else { return nil }
    return metric(name, node, path)
  }

  mutating func metric(_ name: String, _ node: JSONNode, _ path: String) -> MetricName? {
    let names = manifest.metrics.map(\.name.rawValue)
    guard let metric = manifest.metrics.first(where: { $0.name.rawValue == name }) else {
      tell(
        .badSearch, node, path, found: "nobody measures \(SpecError.quoted(name))",
        allowed: names, suggestion: Suggestion.nearest(to: name, among: names),
        note: names.isEmpty ? "declare it: \"metrics\": {\"loss\": \"lower\"} in trainer" : nil)
      return nil
    }
    guard metric.better != .neither else {
      tell(
        .badSearch, node, path, found: "\(SpecError.quoted(name)) has no better value",
        note: "declare it \"lower\" or \"higher\", or name another")
      return nil
    }
    return metric.name
  }

  private mutating func halving(_ node: JSONNode, _ space: GivenSpace) -> SearchSpec.Halving? {
    let path = "search.halving"
    guard let keys = object(node, path, ["metric", "factor", "from"]) else { return nil }
    let metric = required("metric", keys, node, path)
      .flatMap { self.metric($0.value, "\(path).metric") }
    let factor = required("factor", keys, node, path)
      .flatMap { integer($0.value, "\(path).factor", 2...1_000_000) }
    let from = required("from", keys, node, path)
      .flatMap { integer($0.value, "\(path).from", 1...1_000_000) }
    checkBudget(keys["from"]?.value ?? node, from, space)
    guard let metric, let factor, let from else { return nil }
    return SearchSpec.Halving(metric: metric, factor: factor, from: from)
  }

  /// Halving needs to know how long a whole run goes.
  private mutating func checkBudget(_ node: JSONNode, _ from: Int?, _ space: GivenSpace) {
    let path = "search.halving"
    guard let budget = manifest.parameter(.budget)?.path else {
      return tell(
        .badSearch, node, path, found: "no parameter says how long a run goes",
        note: "name it: \"budget\": \"epochs\" in trainer")
    }
    guard let whole = space.settings[budget]?.integer, space.conditions[budget] == nil else {
      return tell(
        .badSearch, node, path, found: "\(budget) has not one value",
        note: "give the number of a whole run")
    }
    if let from, from >= whole {
      tell(
        .badSearch, node, "\(path).from",
        found: "\(from) is not less than a whole run, \(budget)=\(whole)")
    }
  }

  /// A grid needs to know which values of a range to take.
  private mutating func refuseOpenRanges(_ space: GivenSpace) {
    for axis in space.ranges {
      guard case .range(let range) = axis.domain, let place = space.places[axis.path] else {
        continue
      }
      if let count = range.count, count > Self.trialsRange.upperBound {
        tell(
          .badRange, at: place, axis.path, found: "the range has \(Self.grouped(count)) values",
          note: "give a larger step, or search it: \"search\": {\"method\": \"sobol\", ...}")
      } else if range.count == nil {
        tell(
          .badRange, at: place, axis.path, found: "a grid has no first value after the least",
          note: "give a step, or search it: "
            + "\"search\": {\"method\": \"sobol\", \"trials\": 64}")
      }
    }
  }
}

import Foundation

extension SpecDecoder {
  /// What a spec's trainer declares: that of a program, the spec itself.
  ///
  /// What is wrong in it is told when the program is read.
  func manifest(of root: JSONNode) -> Manifest {
    guard root.member(["trainer"]) != nil else { return standard }
    let uncounted = Set(Self.texts(root.member(["trainer", "uncounted"])?.value))
    let budget = root.member(["trainer", "budget"]).flatMap { Self.text($0.value) }
    let parameters = Self.paths(root).map { path in
      let isBudget = path == budget
      return ParameterDeclaration(
        path, .any, counts: !uncounted.contains(path), role: isBudget ? .budget : nil)
    }
    return Manifest(
      name: Manifest.programName, takesData: false, parameters: parameters,
      metrics: Self.metrics(root.member(["trainer", "metrics"])?.value))
  }

  /// The paths of a program's parameters, in the file's order.
  private static func paths(_ root: JSONNode) -> [String] {
    var paths: [String] = []
    collect(root.member([Manifest.programKey])?.value, "", into: &paths)
    return paths
  }

  private static func collect(_ node: JSONNode?, _ prefix: String, into paths: inout [String]) {
    guard case .object(let members)? = node?.value else { return }
    for member in members {
      if case .object = member.value.value, !member.value.isDomain {
        collect(member.value, "\(prefix)\(member.key).", into: &paths)
      } else {
        paths.append(prefix + member.key)
      }
    }
  }

  private static func metrics(_ node: JSONNode?) -> [MetricDeclaration] {
    guard case .object(let members)? = node?.value else { return [] }
    return members.map { member in
      let better: MetricDeclaration.Better? = word(member.value) ?? word(at: "better", member.value)
      return MetricDeclaration(MetricName(member.key), better ?? .neither)
    }
  }

  private static func word(_ node: JSONNode) -> MetricDeclaration.Better? {
    text(node).flatMap(MetricDeclaration.Better.init)
  }

  private static func word(at key: String, _ node: JSONNode) -> MetricDeclaration.Better? {
    node.member([key]).flatMap { word($0.value) }
  }

  private static func text(_ node: JSONNode) -> String? {
    if case .string(let text) = node.value { text } else { nil }
  }

  private static func texts(_ node: JSONNode?) -> [String] {
    guard case .array(let nodes)? = node?.value else {
      return node.flatMap(text).map { [$0] } ?? []
    }
    return nodes.compactMap(text)
  }
}

extension SpecDecoder {
  private static let trainerKeys = [
    "command", "inputs", "metrics", "uncounted", "environment", "budget",
  ]

  /// The program of a spec that names one.
  mutating func program(
    _ members: [String: JSONNode.Member], _ root: JSONNode
  ) -> ProgramSpec? {
    guard let trainer = members["trainer"] else { return nil }
    checkParameters(members)
    let limits = members["limits"].map { self.limits($0.value) } ?? ProgramSpec.Limits()
    guard let keys = object(trainer.value, "trainer", Self.trainerKeys) else { return nil }
    checkNames(keys["uncounted"], "trainer.uncounted")
    checkNames(keys["budget"], "trainer.budget")
    let command = required("command", keys, trainer.value, "trainer")
      .flatMap { self.command($0.value) }
    let inputs = keys["inputs"].map { texts($0.value, "trainer.inputs", Self.isPath) }
    let environment = keys["environment"].map {
      texts($0.value, "trainer.environment") { ParameterPath.isKey($0) }
    }
    let patterns = keys["metrics"].map { metrics($0.value) } ?? [:]
    guard let command, let limits else { return nil }
    return ProgramSpec(
      command: command, inputs: (inputs ?? []) ?? [], patterns: patterns,
      environment: (environment ?? []) ?? [], limits: limits)
  }

  private mutating func command(_ node: JSONNode) -> [String]? {
    guard case .array(let nodes) = node.value, !nodes.isEmpty else {
      wrongType(node, "trainer.command", "a list such as [\"python3\", \"train.py\", \"{args}\"]")
      return nil
    }
    let known = CommandTemplate.fixed + manifest.parameters.map(\.path)
    let items = nodes.compactMap { string($0, "trainer.command") }
    for (node, item) in zip(nodes, items) {
      do throws(CommandTemplate.Fault) {
        _ = try CommandTemplate(item, known: known)
      } catch {
        tell(
          .badPattern, node, "trainer.command", found: SpecError.quoted(item),
          suggestion: error.suggestion, note: error.reason)
      }
    }
    if let first = items.first, first.isEmpty || first == "{args}" {
      tell(
        .badName, nodes[0], "trainer.command", found: SpecError.quoted(first),
        note: "the first item names the program")
    }
    return items.count == nodes.count ? items : nil
  }

  mutating func texts(
    _ node: JSONNode, _ path: String, _ isValid: (String) -> Bool
  ) -> [String]? {
    let texts = list(node, path, mayBeEmpty: true) { $0.string($1, $2) }
    for text in texts ?? [] where !isValid(text) {
      tell(.badName, node, path, found: SpecError.quoted(text))
    }
    return texts
  }

  private mutating func metrics(_ node: JSONNode) -> [String: String] {
    guard case .object(let members) = node.value else {
      wrongType(node, "trainer.metrics", "an object such as {\"accuracy\": \"higher\"}")
      return [:]
    }
    var patterns: [String: String] = [:]
    for member in members {
      if !MetricName.isValid(member.key) {
        tell(
          .badName, at: member.place, "trainer.metrics", found: SpecError.quoted(member.key),
          note: "use \(MetricName.rule)")
      }
      patterns[member.key] = pattern(of: member)
    }
    return patterns
  }

  /// A metric's pattern, if it has one; told where its direction is none.
  private mutating func pattern(of member: JSONNode.Member) -> String? {
    let path = "trainer.metrics.\(member.key)"
    let words = MetricDeclaration.Better.allCases.map(\.rawValue)
    guard case .object = member.value.value else {
      _ = word(member.value, path, words)
      return nil
    }
    guard let keys = object(member.value, path, ["better", "pattern"]) else { return nil }
    if let better = required("better", keys, member.value, path) {
      _ = word(better.value, "\(path).better", words)
    }
    guard let pattern = keys["pattern"], let text = string(pattern.value, "\(path).pattern") else {
      return nil
    }
    let groups = try? NSRegularExpression(pattern: text).numberOfCaptureGroups
    if groups != 1 {
      tell(
        .badPattern, pattern.value, "\(path).pattern", found: SpecError.quoted(text),
        note: "write a regular expression with one group around the number: loss=([-+0-9.eE]+)")
    }
    return text
  }

  private mutating func limits(_ node: JSONNode) -> ProgramSpec.Limits? {
    guard let keys = object(node, "limits", ["seconds", "memory", "threads", "gpus"]) else {
      return nil
    }
    let seconds = keys["seconds"].flatMap {
      number($0.value, "limits.seconds", "a number greater than 0") { $0 > 0 }
    }
    let threads = keys["threads"].flatMap { integer($0.value, "limits.threads", 1...1024) }
    return ProgramSpec.Limits(
      seconds: seconds, memory: keys["memory"].flatMap { memory($0.value) }, threads: threads,
      gpus: keys["gpus"].flatMap { integer($0.value, "limits.gpus", 0...64) })
  }

  private mutating func memory(_ node: JSONNode) -> Int? {
    if case .number(let number) = node.value, let bytes = number.integer, bytes > 0 { return bytes }
    if case .string(let text) = node.value, let bytes = ByteSize.parse(text) { return bytes }
    wrongType(node, "limits.memory", "a size such as \"4 GB\" or \"512 MB\"")
    return nil
  }

  // MARK: - Names

  private mutating func checkNames(_ member: JSONNode.Member?, _ path: String) {
    guard let member, let names = list(member.value, path, mayBeEmpty: true, { $0.string($1, $2) })
    else { return }
    let known = manifest.parameters.map(\.path)
    for name in names where !known.contains(name) {
      tell(
        .unknownWord, member.value, path, found: SpecError.quoted(name),
        allowed: known.map(SpecError.quoted),
        suggestion: Suggestion.nearest(to: name, among: known))
    }
  }

  private mutating func checkParameters(_ members: [String: JSONNode.Member]) {
    if let parameters = members[Manifest.programKey] {
      checkKeys(parameters.value, Manifest.programKey)
    }
    var variables: [String: String] = [:]
    for path in manifest.parameters.map(\.path) {
      let variable = ProgramSpec.variable(of: path)
      if let other = variables.updateValue(path, forKey: variable) {
        let place = members[Manifest.programKey]?.place ?? TextPlace(line: 1, column: 1)
        tell(
          .badName, at: place, Manifest.programKey, found: SpecError.quoted(path),
          note: "\(SpecError.quoted(other)) has the same environment variable, \(variable)")
      }
    }
  }

  private mutating func checkKeys(_ node: JSONNode, _ path: String) {
    guard case .object(let members) = node.value else {
      wrongType(node, path, "an object such as {\"lr\": [0.1, 0.01]}")
      return
    }
    let isTop = path == Manifest.programKey
    for member in members where !hasEnough {
      if !ParameterPath.isKey(member.key) {
        tell(
          .badName, at: member.place, path, found: SpecError.quoted(member.key),
          note: "use \(ParameterPath.rule)")
      } else if isTop, let note = Self.note(ofReserved: member.key) {
        tell(.badName, at: member.place, path, found: SpecError.quoted(member.key), note: note)
      }
      if case .object(let inner) = member.value.value, !member.value.isDomain {
        if inner.isEmpty { wrongType(member.value, "\(path).\(member.key)", "parameters") }
        checkKeys(member.value, "\(path).\(member.key)")
      }
    }
  }
}

extension SpecDecoder {
  private static func note(ofReserved key: String) -> String? {
    if key == "seed" { return "give seeds under \"seeds\": [0, 1, 2]" }
    if key == "program" { return "a run's configuration keeps the program itself under this key" }
    let isFixed = CommandTemplate.fixed.contains(key)
    return isFixed ? "{\(key)} has a meaning of its own in commands" : nil
  }
}

extension Manifest {
  /// The name of the trainer that is somebody else's program.
  public static let programName = "program"
}

extension ProgramSpec {
  /// The environment variable in which a program finds a parameter: `SWEEP_PARAM_OPTIMIZER_LR`.
  public static func variable(of path: String) -> String {
    variablePrefix + path.uppercased().map { $0 == "." || $0 == "-" ? "_" : $0 }
  }

  /// With what the variables of parameters begin.
  public static let variablePrefix = "SWEEP_PARAM_"
}

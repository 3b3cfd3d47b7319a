extension SweepSpec {
  /// The members of a program's spec that are its own.
  func programMembers(
    _ program: ProgramSpec
  ) -> [(key: String, write: (inout CanonicalJSON) -> Void)] {
    var members: [(key: String, write: (inout CanonicalJSON) -> Void)] = [
      ("trainer", { write(program, to: &$0) }), (Manifest.programKey, writeParameters),
    ]
    if program.limits != ProgramSpec.Limits() { members.append(("limits", program.limits.write)) }
    return members
  }

  // In the spec's order: it is that of `{args}` and of the axes. A list that is one value stands in
  // a list.
  private func writeParameters(to json: inout CanonicalJSON) {
    json.object { json in
      var writer = NestedWriter()
      for parameter in manifest.parameters {
        let path = parameter.path
        guard order.contains(path) || settings[path] != nil else { continue }
        writer.write(path, to: &json) { writeDomain(of: path, to: &$0) }
      }
      writer.leave(&json)
    }
  }

  private func write(_ program: ProgramSpec, to json: inout CanonicalJSON) {
    json.object { json in
      if let budget = manifest.parameter(.budget) {
        json.member("budget") { $0.string(budget.path) }
      }
      json.member("command") { $0.array(program.command) { $0.string($1) } }
      json.member("environment") { $0.array(program.environment) { $0.string($1) } }
      json.member("inputs") { $0.array(program.inputs) { $0.string($1) } }
      json.member("metrics") { json in
        json.object { json in
          for metric in manifest.metrics { write(metric, program, to: &json) }
        }
      }
      let uncounted = manifest.parameters.filter { !$0.counts }.map(\.path)
      json.member("uncounted") { $0.array(uncounted) { $0.string($1) } }
    }
  }

  private func write(
    _ metric: MetricDeclaration, _ program: ProgramSpec, to json: inout CanonicalJSON
  ) {
    json.member(metric.name.rawValue) { json in
      guard let pattern = program.patterns[metric.name.rawValue] else {
        return json.string(metric.better.rawValue)
      }
      json.object { json in
        json.member("better") { $0.string(metric.better.rawValue) }
        json.member("pattern") { $0.string(pattern) }
      }
    }
  }
}

extension ProgramSpec.Limits {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      if let gpus { json.member("gpus") { $0.integer(gpus) } }
      if let memory { json.member("memory") { $0.integer(memory) } }
      if let seconds { json.member("seconds") { $0.number(seconds) } }
      if let threads { json.member("threads") { $0.integer(threads) } }
    }
  }
}

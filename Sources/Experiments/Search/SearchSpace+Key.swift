extension SearchSpace {
  /// Stands for all that a search program's answers follow from but the results: 32 hexadecimal digits.
  ///
  /// - Parameters:
  ///   - inputs: The files that the program is made of.
  ///   - metric: What it is told of trials.
  public func key(inputs: [ProgramRecord.InputFile], metric: MetricDeclaration) -> String {
    guard let search = spec.search, case .program(let command, _) = search.method else { return "" }
    var json = CanonicalJSON()
    json.object { json in
      json.member("better") { $0.string(metric.better.rawValue) }
      json.member("command") { $0.array(command) { $0.string($1) } }
      json.member("groups") { $0.array(crossed) { $0.string($1.label) } }
      json.member("inputs") { json in
        json.array(inputs) { json, input in
          json.array([input.path, input.sha256]) { $0.string($1) }
        }
      }
      json.member("metric") { $0.string(metric.name.rawValue) }
      json.member("round") { $0.integer(search.round) }
      json.member("seed") { $0.integer(search.seed) }
      json.member("space") { $0.raw(self.json) }
    }
    return Hexadecimal.identifier(json.bytes)
  }
}

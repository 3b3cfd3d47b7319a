extension SearchQuestion {
  /// The number of what a search program gets and says, in the key `protocol`.
  public static let protocolNumber = 1

  /// The question as a search program gets it: one line of canonical JSON.
  ///
  /// Its keys: `protocol`; `round` and `group`, of which it is; `ask`, how many trials are wanted;
  /// `seed`; `metric` and `direction` (`minimize`, `maximize`) of the values; `space`, what each
  /// parameter may be; `trials`, all that was done in this group: `number`, `parameters`, `value` (null
  /// where there is none), `state` (`finished`, or `failed` where there is no value) and `said`, the
  /// object that asked for it.
  public func json(_ space: SearchSpace, metric: MetricDeclaration) -> String {
    var json = CanonicalJSON()
    json.object { json in
      json.member("ask") { $0.integer(count) }
      json.member("direction") { $0.string(metric.better == .higher ? "maximize" : "minimize") }
      json.member("group") { $0.string(space.crossed[group].label) }
      json.member("metric") { $0.string(metric.name.rawValue) }
      json.member("protocol") { $0.integer(Self.protocolNumber) }
      json.member("round") { $0.integer(round) }
      json.member("seed") { $0.integer(space.spec.search?.seed ?? 0) }
      json.member("space") { $0.raw(space.json) }
      json.member("trials") { $0.array(told) { Self.write($1, &$0) } }
    }
    return json.text
  }

  private static func write(_ told: Told, _ json: inout CanonicalJSON) {
    let line = told.trial.line ?? "{}"
    json.object { json in
      json.member("number") { $0.integer(told.trial.number) }
      json.member("parameters") { json in
        let values = (try? SearchSpace.parameters(line)) ?? [:]
        json.object { json in
          for (path, value) in values.sorted(by: { $0.key < $1.key }) {
            json.member(path) { value.write(to: &$0) }
          }
        }
      }
      json.member("said") { $0.raw(line) }
      json.member("state") { $0.string(told.value.isFinite ? "finished" : "failed") }
      json.member("value") { told.value.isFinite ? $0.number(told.value) : $0.null() }
    }
  }
}

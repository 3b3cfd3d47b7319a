extension SearchSpace {
  /// The sampled parameters for a search program, by path, as a spec has them: `{"lr": {"log":
  /// [0.00001, 0.1]}, "optimizer": {"values": ["sgd", "adam"]}}`; `when` where a condition holds.
  public var json: String {
    var json = CanonicalJSON()
    json.object { json in
      for axis in sampled { json.member(axis.path) { write(axis, to: &$0) } }
    }
    return json.text
  }

  private func write(_ axis: SearchAxis, to json: inout CanonicalJSON) {
    json.object { json in
      switch axis.domain {
      case .range(let range): range.writeMembers(to: &json)
      case .values(let values):
        json.member("values") { $0.array(values) { $1.write(to: &$0) } }
      }
      if let condition = spec.conditions[axis.path] {
        json.member("when") { spec.write(&$0, condition) }
      }
    }
  }
}

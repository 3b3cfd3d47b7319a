/// A parameter as a spec gives it.
struct GivenParameter {
  /// The parameter's path.
  let path: String
  /// Where its key stands.
  let place: TextPlace
  /// Its values; empty where it has a range, or what stands there was told.
  var values: [Value] = []
  /// The stretch that it is drawn from.
  var range: ParameterRange?
  /// Where it means something.
  var when: JSONNode?
}

/// The parameters of a spec.
struct GivenSpace {
  /// Values where no axis says otherwise, by path.
  let settings: [String: Value]
  /// Parameters that take several values.
  let axes: [Axis]
  /// Parameters that are drawn from a stretch of numbers.
  let ranges: [SearchAxis]
  /// The paths of axes and ranges, in the file's order.
  let order: [String]
  /// Where parameters mean something.
  let conditions: [String: ValueTest]
  /// Where each parameter stands that the spec gives.
  let places: [String: TextPlace]

  /// Sorts out what was given.
  ///
  /// - Parameter fallbacks: What is meant where nothing is given, but for some parameters.
  init(
    _ given: [GivenParameter], _ conditions: [String: ValueTest],
    _ fallbacks: (Set<String>) -> [String: Value]
  ) {
    axes = given.filter { $0.values.count > 1 }.map { Axis($0.path, $0.values) }
    ranges = given.compactMap { given in
      given.range.map { SearchAxis(given.path, .range($0)) }
    }
    order = given.filter { $0.values.count > 1 || $0.range != nil }.map(\.path)
    let single = given.filter { $0.values.count == 1 }.map { ($0.path, $0.values[0]) }
    settings = Dictionary(single, uniquingKeysWith: { $1 })
      .merging(fallbacks(Set(order))) { own, _ in own }
    self.conditions = conditions
    places = Dictionary(given.map { ($0.path, $0.place) }) { $1 }
  }
}

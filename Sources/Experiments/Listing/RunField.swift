/// What every run has, by the name that filters, orders and columns of lists have for it.
public enum RunField: String, CaseIterable, Sendable {
  case state, sweep, label, id, seed, attempts, epochs, seconds, failure

  /// Whether its values are numbers.
  public var isNumber: Bool {
    switch self {
    case .seed, .attempts, .epochs, .seconds: true
    case .state, .sweep, .label, .id, .failure: false
    }
  }
}

import Experiments

/// A recurrent cell.
public enum Cell: String, Codable, CaseIterable, Sendable {
  case rnn, lstm, gru

  /// Products with weights in a step: as many as it has gates.
  var gates: Int {
    switch self {
    case .rnn: 1
    case .lstm: 4
    case .gru: 3
    }
  }
}

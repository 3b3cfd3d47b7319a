import Experiments

/// A recurrent cell.
public enum Cell: String, Codable, CaseIterable, Sendable {
  case rnn, lstm, gru
}

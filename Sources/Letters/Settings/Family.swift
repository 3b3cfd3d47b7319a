import Experiments

/// A family of autoencoders: what surrounds the recurrent cell.
public enum Family: String, Codable, CaseIterable, Sendable {
  /// Convolutional encoder and decoder, no recurrence.
  case cnn
  /// Recurrent encoder and decoder over single time steps.
  case rnn
  /// Convolutions around a recurrent layer.
  case crnn
  /// As `crnn`, with three residual blocks before the recurrent layer.
  case resrnn

  /// Whether the family is combined with a recurrent cell.
  public var hasCell: Bool {
    switch self {
    case .cnn: false
    case .rnn, .crnn, .resrnn: true
    }
  }

  /// What its versions are called, of a cell's name: `cgru_ae`.
  func label(cell: String) -> String {
    switch self {
    case .cnn: "cnn_ae"
    case .rnn: "\(cell)_ae"
    case .crnn: "c\(cell)_ae"
    case .resrnn: "res\(cell)_ae"
    }
  }
}

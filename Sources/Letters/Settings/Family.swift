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
  public var hasCell: Bool { self != .cnn }
}

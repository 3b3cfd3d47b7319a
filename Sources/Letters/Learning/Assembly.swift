import Autoencoders
import Datasets
import Experiments
import Neural

/// The one place where names of a configuration become objects.
public enum Assembly {
  /// The model of a configuration, at its initial state, of data of so many channels.
  public static func model(
    _ configuration: Configuration, channels: Int = 2
  ) -> any Autoencoder {
    let set = ParameterSet(seed: configuration.seed)
    let (latent, hidden) = (configuration.model.latent, configuration.model.hidden ?? 0)
    switch (configuration.variant.family, configuration.variant.cell.map(kind)) {
    case (.cnn, _):
      return ConvolutionalAutoencoder(set, latent: latent, channels: channels)
    case (.rnn, let cell?):
      return RecurrentAutoencoder(
        set, cell: cell, latent: latent, hidden: hidden, channels: channels)
    case (.crnn, let cell?):
      return ConvolutionalRecurrentAutoencoder(
        set, cell: cell, latent: latent, hidden: hidden, kernelHeight: 9, residualBlocks: 0,
        channels: channels)
    case (.resrnn, let cell?):
      return ConvolutionalRecurrentAutoencoder(
        set, cell: cell, latent: latent, hidden: hidden, kernelHeight: 5, residualBlocks: 3,
        channels: channels)
    case (let family, nil):
      preconditionFailure("Assembly: family \(family) without a cell")
    }
  }

  private static func kind(_ cell: Cell) -> CellKind {
    switch cell {
    case .rnn: .rnn
    case .lstm: .lstm
    case .gru: .gru
    }
  }

  /// The sequences of a source.
  ///
  /// - Parameter form: What the numbers are and which channels count.
  /// - Throws: `DatasetError` with the file and the place.
  public static func sequences(
    _ source: DataSource, as form: DatasetForm = .letters
  ) throws -> TrajectorySet {
    switch source {
    case .file(let path):
      try TrajectorySet.load(path: path, as: form)
    case .synthetic(let sequences, let seed):
      try TrajectorySet.make(
        from: SyntheticHandwriting(sequences: sequences, seed: seed).dataset(), as: form)
    }
  }
}

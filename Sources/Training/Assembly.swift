import Autoencoders
import Datasets
import Experiments
import Neural

/// The one place where names of a configuration become objects.
public enum Assembly {
  /// The model of a configuration, at its initial state.
  public static func model(_ configuration: Configuration) -> any Autoencoder {
    let set = ParameterSet(seed: configuration.seed)
    let (latent, hidden) = (configuration.model.latent, configuration.model.hidden ?? 0)
    switch (configuration.variant.family, configuration.variant.cell.map(kind)) {
    case (.cnn, _):
      return ConvolutionalAutoencoder(set, latent: latent)
    case (.rnn, let cell?):
      return RecurrentAutoencoder(set, cell: cell, latent: latent, hidden: hidden)
    case (.crnn, let cell?):
      return ConvolutionalRecurrentAutoencoder(
        set, cell: cell, latent: latent, hidden: hidden, kernelHeight: 9, residualBlocks: 0)
    case (.resrnn, let cell?):
      return ConvolutionalRecurrentAutoencoder(
        set, cell: cell, latent: latent, hidden: hidden, kernelHeight: 5, residualBlocks: 3)
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
  /// - Throws: `DatasetError` with the file and the place.
  public static func sequences(_ source: DataSource) throws -> TrajectorySet {
    switch source {
    case .file(let path):
      try TrajectorySet.load(path: path)
    case .synthetic(let sequences, let seed):
      try TrajectorySet.make(from: SyntheticHandwriting(sequences: sequences, seed: seed).dataset())
    }
  }
}

import Experiments

/// The floating-point operations a training step spends on one sequence, from the model's shapes.
///
/// Letters of 114 time steps; `sweep bench step` counts the same from real batches. What a step takes
/// beyond its arithmetic is nearly the same share for all models.
public enum StepArithmetic {
  /// Time steps of the letters that the numbers are for.
  public static let steps = 114.0
  /// The share of a loop of multiply-adds from registers that training reaches.
  public static let shareOfPeak = 0.6

  /// Operations to train on one sequence of that length; `nil` where the kind is none of ours.
  public static func operations(_ kind: RunKind) -> Double? {
    guard let variant = Variant(kind.values), let model = ModelSettings(kind.values) else {
      return nil
    }
    return operations(variant, model)
  }

  private static func operations(_ variant: Variant, _ model: ModelSettings) -> Double {
    let (hidden, gates) = (Double(model.hidden ?? 0), Double(variant.cell?.gates ?? 0))
    // An eighth of the time steps is left after three convolutions, of 64 channels.
    let recurrent = 6 * steps / 8 * gates * hidden * (64 + 2 * hidden)
    switch variant.family {
    case .cnn: return 36.8e6
    case .rnn: return 12 * steps * gates * hidden * hidden
    case .crnn: return 33.2e6 + recurrent
    case .resrnn: return 45.3e6 + recurrent
    }
  }

  /// What an evaluation costs by its sequences, in training steps on as many: a forward pass, and
  /// another one where running statistics differ.
  public static func evaluation(_ kind: RunKind) -> Double {
    Variant(kind.values)?.family == .rnn ? 0.35 : 0.7
  }
}

extension Variant {
  /// The one that some values have; `nil` for none.
  fileprivate init?(_ values: ParameterValues) {
    guard let family = values["variant.family"]?.string.flatMap(Family.init) else { return nil }
    let cell = values["variant.cell"]?.string.flatMap(Cell.init)
    guard family.hasCell == (cell != nil) else { return nil }
    self.init(family, cell)
  }
}

extension ModelSettings {
  /// The sizes that some values have; `nil` for none.
  fileprivate init?(_ values: ParameterValues) {
    guard let latent = values["model.latent"]?.integer else { return nil }
    self.init(latent: latent, hidden: values["model.hidden"]?.integer)
  }
}

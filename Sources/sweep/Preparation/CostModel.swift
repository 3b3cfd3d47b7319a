import Experiments

/// How long a run should take, from runs that were timed, else from a table.
struct CostModel {
  /// Milliseconds a step of 64 sequences on one core of the machine the table was made on.
  private static func step(_ variant: Variant) -> Double {
    switch (variant.family, variant.cell) {
    case (.cnn, _): 50
    case (.rnn, .lstm): 95
    case (.rnn, .gru): 65
    case (.rnn, _): 22
    case (.crnn, .lstm): 48
    case (.crnn, .gru): 45
    case (.crnn, _): 42
    case (.resrnn, .lstm): 68
    case (.resrnn, .gru): 64
    case (.resrnn, _): 60
    }
  }

  private struct Kind: Hashable {
    let variant: Variant
    let model: ModelSettings
    let fingerprint: String

    init(_ configuration: Configuration) {
      variant = configuration.variant
      model = configuration.model
      fingerprint = configuration.dataset.fingerprint
    }
  }

  /// Seconds a sequence, as stored runs took.
  private let measured: [Kind: Double]
  /// Sequences an epoch trains on.
  private let sequences: Int

  /// - Parameters:
  ///   - progress: What a store holds.
  ///   - sequences: Sequences in the train set.
  init(_ progress: StoredProgress, sequences: Int) {
    var totals: [Kind: (seconds: Double, sequences: Int)] = [:]
    for run in progress.runs.values where run.sequences > 0 && run.seconds > 0 {
      let kind = Kind(run.configuration)
      let known = totals[kind] ?? (0, 0)
      totals[kind] = (known.seconds + run.seconds, known.sequences + run.sequences)
    }
    measured = totals.mapValues { $0.seconds / Double($0.sequences) }
    self.sequences = sequences
  }

  /// Seconds for what is left of a run.
  func seconds(_ planned: PlannedRun) -> Double {
    guard planned.decision.runs else { return 0 }
    let done = planned.checkpoints.first?.epoch ?? 0
    return seconds(planned.run.configuration, epochs: planned.run.configuration.train.epochs - done)
  }

  /// Seconds for so many epochs of a run.
  func seconds(_ configuration: Configuration, epochs: Int) -> Double {
    let sequence = measured[Kind(configuration)] ?? Self.step(configuration.variant) / 64e3
    return sequence * Double(sequences) * Double(max(0, epochs))
  }
}

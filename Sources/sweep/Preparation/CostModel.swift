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

    init(_ kind: RunKind) {
      variant = kind.variant
      model = kind.model
      fingerprint = kind.fingerprint
    }
  }

  /// Seconds a sequence, as stored runs took.
  private let measured: [Kind: Double]
  /// Sequences an epoch trains on.
  private let sequences: Int

  /// - Parameters:
  ///   - costs: What stored runs took.
  ///   - sequences: Sequences in the train set.
  init(_ costs: [KindCost], sequences: Int) {
    var totals: [Kind: (seconds: Double, sequences: Int)] = [:]
    for cost in costs where cost.sequences > 0 && cost.seconds > 0 {
      let known = totals[Kind(cost.kind)] ?? (0, 0)
      totals[Kind(cost.kind)] = (known.seconds + cost.seconds, known.sequences + cost.sequences)
    }
    measured = totals.mapValues { $0.seconds / Double($0.sequences) }
    self.sequences = sequences
  }

  /// - Parameter progress: What a store holds.
  init(_ progress: StoredProgress, sequences: Int) {
    let costs = progress.runs.values.filter { $0.sequences > 0 }.map { run in
      KindCost(
        kind: RunKind(run.configuration), seconds: run.seconds, sequences: run.sequences)
    }
    self.init(costs, sequences: sequences)
  }

  /// Seconds for what is left of a run.
  func seconds(_ planned: PlannedRun) -> Double {
    guard planned.decision.runs else { return 0 }
    let done = planned.checkpoints.first?.epoch ?? 0
    let kind = RunKind(planned.run.configuration)
    return seconds(kind, epochs: kind.epochs - done)
  }

  /// Seconds for so many epochs of a run of this kind.
  func seconds(_ kind: RunKind, epochs: Int) -> Double {
    let sequence = measured[Kind(kind)] ?? Self.step(kind.variant) / 64e3
    return sequence * Double(sequences) * Double(max(0, epochs))
  }
}

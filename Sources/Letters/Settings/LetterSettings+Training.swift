import Datasets
import Experiments
import Neural

extension Configuration {
  /// How the data file is taken.
  public var dataForm: DatasetForm { letters.form }
}

extension LetterSettings {
  /// How the data file is taken.
  public var form: DatasetForm {
    DatasetForm(kind: kind.flatMap(DatasetKind.init) ?? .movement, channels: channels)
  }

  /// What a run does beside Adam's plain step.
  public var optimization: Optimization {
    Optimization(
      weightDecay: weightDecay, clipNorm: clipNorm,
      schedule: Schedule(rawValue: schedule) ?? .constant, warmupEpochs: warmupEpochs)
  }
}

import Experiments
import Neural

/// What a run does beside Adam's plain step; every default is off, and off changes no bit.
public struct Optimization: Hashable, Sendable {
  /// Decoupled weight decay (``Adam``); 0 for none.
  public let weightDecay: Double
  /// The longest gradient that is left as it is (``GradientClip``); `nil` for any.
  public let clipNorm: Double?
  /// What becomes of the step size.
  public let schedule: Schedule
  /// Epochs in which the step size grows to its full size.
  public let warmupEpochs: Int

  /// Makes the settings.
  ///
  /// - Precondition: `weightDecay` and `warmupEpochs` are not negative, `clipNorm` is above zero.
  public init(
    weightDecay: Double = 0, clipNorm: Double? = nil, schedule: Schedule = .constant,
    warmupEpochs: Int = 0
  ) {
    precondition(warmupEpochs >= 0, "Optimization: \(warmupEpochs) epochs of warm-up")
    self.weightDecay = weightDecay
    self.clipNorm = clipNorm
    self.schedule = schedule
    self.warmupEpochs = warmupEpochs
  }

  /// The schedule's factor at a batch.
  ///
  /// - Parameter step: 1 for the first batch ever.
  func rateFactor(step: Int, batches: Int, epochs: Int) -> Double {
    let done = step - 1
    return schedule.factor(
      epoch: done / batches, batch: done % batches, batches: batches, epochs: epochs,
      warmupEpochs: warmupEpochs)
  }
}

import CKernels

/// Batch normalisation over all axes but the last, then an optional sum and an activation.
///
/// y = activation(skip + scale * (x - mean) / sqrt(variance + 1e-3) + offset); the variance is
/// biased, padding counts. Running statistics start at 0 and 1 and move by a thousandth a step.
///
/// Source: Ioffe & Szegedy 2015, "Batch normalization".
public final class BatchNorm: Operation {
  /// The scale, `[C]`.
  public let scale: Parameter
  /// The offset, `[C]`.
  public let offset: Parameter
  /// Running mean, `[C]`.
  public let runningMean: Statistic
  /// Running variance, `[C]`.
  public let runningVariance: Statistic
  /// What is added to the variance.
  public static let epsilon: Float = 1e-3
  /// The share of the old running statistics that is kept.
  public static let decay: Float = 0.999
  private let activation: Activation
  private let mean: Buffer
  private let variance: Buffer
  private let inverseDeviation: Buffer
  private let multiplier: Buffer
  private let shift: Buffer
  private var input: Variable?
  private var skip: Variable?
  private var output: Variable?
  private var usesBatchStatistics = true

  /// A layer with scale 1 and offset 0 at first.
  public init(_ set: ParameterSet, _ path: String, channels: Int, activation: Activation = .none) {
    scale = set.parameter("\(path).scale", [channels], .constant(1))
    offset = set.parameter("\(path).offset", [channels], .constant(0))
    runningMean = set.statistic("\(path).running_mean", count: channels, fill: 0)
    runningVariance = set.statistic("\(path).running_variance", count: channels, fill: 1)
    self.activation = activation
    mean = Buffer(count: channels)
    variance = Buffer(count: channels)
    inverseDeviation = Buffer(count: channels)
    multiplier = Buffer(count: channels)
    shift = Buffer(count: channels)
  }

  /// Applies the layer; `usesRunningStatistics` overrides the tape's mode in tests.
  public func callAsFunction(
    _ x: Variable, adding skip: Variable? = nil, usesRunningStatistics: Bool = false, _ tape: Tape
  ) -> Variable {
    precondition(x.shape.c == scale.count, "BatchNorm: input \(x.shape), channels \(scale.count)")
    usesBatchStatistics = tape.mode != .runningStatistics && !usesRunningStatistics
    measure(x, tape)
    let y = tape.variable(x.shape)
    var pass = normalization(
      blocks: x.shape.n, rows_per_block: x.shape.h * x.shape.w, channels: x.shape.c,
      slope: activation.slope, input: x.value.pointer,
      skip: skip.map { UnsafePointer($0.value.pointer) },
      multiplier: multiplier.pointer, shift: shift.pointer, output: y.value.pointer)
    tape.kernels.table.normalize(&pass)
    (input, self.skip, output) = (x, skip, y)
    tape.record(self)
    return y
  }

  private func measure(_ x: Variable, _ tape: Tape) {
    if usesBatchStatistics {
      let (blocks, rows) =
        x.shape.h == 1 ? (1, x.shape.n * x.shape.w) : (x.shape.n, x.shape.h * x.shape.w)
      tape.kernels.table.moments(
        x.value.pointer, blocks, rows, x.shape.c, mean.pointer, variance.pointer)
    } else {
      mean.pointer.update(from: runningMean.value.pointer, count: mean.count)
      variance.pointer.update(from: runningVariance.value.pointer, count: mean.count)
    }
    for c in 0..<mean.count {
      let inverse = 1 / (variance.pointer[c] + Self.epsilon).squareRoot()
      inverseDeviation.pointer[c] = inverse
      multiplier.pointer[c] = scale.value.pointer[c] * inverse
      shift.pointer[c] = offset.value.pointer[c] - mean.pointer[c] * multiplier.pointer[c]
    }
    if tape.isTraining && usesBatchStatistics { moveRunningStatistics() }
  }

  private func moveRunningStatistics() {
    let (mean, variance) = (self.mean.pointer, self.variance.pointer)
    let (oldMean, oldVariance) = (runningMean.value.pointer, runningVariance.value.pointer)
    for c in 0..<self.mean.count {
      oldMean[c] = Self.decay * oldMean[c] + (1 - Self.decay) * mean[c]
      oldVariance[c] = Self.decay * oldVariance[c] + (1 - Self.decay) * variance[c]
    }
  }

  /// The gradient through the statistics too, unless they were the running ones.
  public func backward(_ tape: Tape) {
    guard let input, let output, let dy = output.gradient, let dx = input.gradient else { return }
    var pass = normalization_gradient(
      rows: input.shape.count / input.shape.c, channels: input.shape.c, slope: activation.slope,
      input: input.value.pointer, output_gradient: dy.pointer,
      output: skip == nil ? nil : UnsafePointer(output.value.pointer),
      mean: mean.pointer, inverse_deviation: inverseDeviation.pointer, scale: scale.value.pointer,
      multiplier: multiplier.pointer, shift: shift.pointer,
      activation_gradient: skip?.gradient?.pointer, scale_gradient: scale.gradient.pointer,
      offset_gradient: offset.gradient.pointer, input_gradient: dx.pointer,
      batch_statistics: usesBatchStatistics ? 1 : 0)
    tape.kernels.table.normalize_gradient(&pass)
  }
}

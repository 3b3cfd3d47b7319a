/// relu(x + BN(conv(reflect(relu(BN(conv(reflect(x))))))))), convolutions k9x1 over time.
///
/// Source: He, Zhang, Ren & Sun 2016, "Deep residual learning for image recognition".
public struct ResidualBlock {
  private let convolution1: Convolution
  private let norm1: BatchNorm
  private let convolution2: Convolution
  private let norm2: BatchNorm

  /// A block of `channels` channels; its parts are `<path>.conv1`, `.bn1`, `.conv2`, `.bn2`.
  public init(_ set: ParameterSet, _ path: String, channels: Int) {
    let kernel = ConvolutionKernel(9, 1)
    convolution1 = Convolution(
      set, "\(path).conv1", kernel, from: channels, to: channels, padding: .reflect,
      isNormalized: true, addsInputGradient: true)
    norm1 = BatchNorm(set, "\(path).bn1", channels: channels, activation: .relu)
    convolution2 = Convolution(
      set, "\(path).conv2", kernel, from: channels, to: channels, padding: .reflect,
      isNormalized: true)
    norm2 = BatchNorm(set, "\(path).bn2", channels: channels, activation: .relu)
  }

  /// Applies the block: the same axes; height must be over 4.
  public func callAsFunction(_ x: Variable, _ tape: Tape) -> Variable {
    let inner = norm1(convolution1(x, tape), tape)
    return norm2(convolution2(inner, tape), adding: x, tape)
  }
}

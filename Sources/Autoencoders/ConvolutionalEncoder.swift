import Neural

/// Three convolutions, each halving time; the last joins the data's channels, x and y:
/// `[N, T, W, 1]` to `[N, T/8, 1, 64]`.
struct ConvolutionalEncoder {
  private let convolution1: Convolution
  private let convolution2: Convolution
  private let norm2: BatchNorm
  private let convolution3: Convolution
  private let norm3: BatchNorm

  init(_ set: ParameterSet, kernelHeight k: Int, width: Int) {
    let alongTime = ConvolutionKernel(k, 1, stride: 2, 1)
    convolution1 = Convolution(
      set, "encoder.conv1", alongTime, from: 1, to: 16, activation: .leakyReLU)
    convolution2 = Convolution(
      set, "encoder.conv2", alongTime, from: 16, to: 32, isNormalized: true)
    norm2 = BatchNorm(set, "encoder.bn2", channels: 32, activation: .leakyReLU)
    convolution3 = Convolution(
      set, "encoder.conv3", ConvolutionKernel(k, width, stride: 2, width), from: 32, to: 64,
      isNormalized: true)
    norm3 = BatchNorm(set, "encoder.bn3", channels: 64, activation: .leakyReLU)
  }

  func callAsFunction(_ x: Variable, _ tape: Tape) -> Variable {
    let first = convolution1(x, tape)
    let second = norm2(convolution2(first, tape), tape)
    return norm3(convolution3(second, tape), tape)
  }
}

/// Three transposed convolutions, each doubling time, the first parting the data's channels, x and
/// y, and a last convolution: `[N, T/8, 1, C]` to `[N, T, W, 1]`.
struct ConvolutionalDecoder {
  private let deconvolution1: TransposedConvolution
  private let norm1: BatchNorm
  private let deconvolution2: TransposedConvolution
  private let norm2: BatchNorm
  private let deconvolution3: TransposedConvolution
  private let norm3: BatchNorm?
  private let output: Convolution

  init(
    _ set: ParameterSet, from channels: Int, kernelHeight k: Int, width: Int, normalizesLast: Bool
  ) {
    let alongTime = ConvolutionKernel(k, 1, stride: 2, 1)
    deconvolution1 = TransposedConvolution(
      set, "decoder.deconv1", ConvolutionKernel(k, width, stride: 2, width), from: channels, to: 64,
      isNormalized: true)
    norm1 = BatchNorm(set, "decoder.bn1", channels: 64, activation: .leakyReLU)
    deconvolution2 = TransposedConvolution(
      set, "decoder.deconv2", alongTime, from: 64, to: 32, isNormalized: true)
    norm2 = BatchNorm(set, "decoder.bn2", channels: 32, activation: .leakyReLU)
    deconvolution3 = TransposedConvolution(
      set, "decoder.deconv3", alongTime, from: 32, to: 16, isNormalized: normalizesLast)
    norm3 =
      normalizesLast
      ? BatchNorm(set, "decoder.bn3", channels: 16, activation: .leakyReLU) : nil
    output = Convolution(set, "decoder.output", ConvolutionKernel(9, 1), from: 16, to: 1)
  }

  /// `live`: past these lengths the input is zero.
  func callAsFunction(_ x: Variable, live: Lengths? = nil, _ tape: Tape) -> Variable {
    let first = norm1(deconvolution1(x, live: live, tape), tape)
    let second = norm2(deconvolution2(first, tape), tape)
    let third = deconvolution3(second, tape)
    return output(norm3?(third, tape) ?? third, tape)
  }
}

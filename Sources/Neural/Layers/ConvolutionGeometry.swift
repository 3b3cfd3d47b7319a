import CKernels

/// What lies outside a convolution's input.
public enum Padding: Hashable, Sendable {
  /// Zeros, as many as make the output ceil(size / stride) long, the smaller half first.
  case same
  /// The input mirrored at its ends in height, (kernel height - 1) / 2 rows on each side.
  case reflect
}

/// The sizes that a convolution and its transpose share.
public struct ConvolutionKernel: Hashable, Sendable {
  /// Taps over height.
  public let height: Int
  /// Taps over width.
  public let width: Int
  /// Stride over height.
  public let strideHeight: Int
  /// Stride over width.
  public let strideWidth: Int

  /// A kernel `k<height>x<width>` with stride `s<strideHeight>x<strideWidth>`.
  public init(_ height: Int, _ width: Int, stride strideHeight: Int = 1, _ strideWidth: Int = 1) {
    self.height = height
    self.width = width
    self.strideHeight = strideHeight
    self.strideWidth = strideWidth
  }

  /// Elements of a weight `[height, width, big, small]`.
  func weightShape(big: Int, small: Int) -> [Int] { [height, width, big, small] }

  /// The geometry for a big side of these axes.
  func geometry(big: Shape, smallChannels: Int, padding: Padding) -> geometry {
    let smallHeight = (big.h + strideHeight - 1) / strideHeight
    let smallWidth = (big.w + strideWidth - 1) / strideWidth
    let reflect = padding == .reflect
    precondition(
      !reflect || (strideHeight == 1 && big.h > height / 2),
      "Convolution: reflecting \(height / 2) rows needs more than that, not \(big.h)")
    precondition(
      max(big.c * width, smallChannels) <= 4096, "Convolution: at most 4,096 channels in a row")
    return CKernels.geometry(
      sequences: big.n, big_height: big.h, big_width: big.w, big_channels: big.c,
      small_height: smallHeight, small_width: smallWidth, small_channels: smallChannels,
      kernel_height: height, kernel_width: width, stride_height: strideHeight,
      stride_width: strideWidth,
      pad_height: reflect ? height / 2 : before(smallHeight, strideHeight, height, big.h),
      pad_width: before(smallWidth, strideWidth, width, big.w), reflect: reflect ? 1 : 0, live: nil)
  }

  /// SAME padding's smaller half.
  private func before(_ small: Int, _ stride: Int, _ taps: Int, _ big: Int) -> Int {
    max((small - 1) * stride + taps - big, 0) / 2
  }

  /// Floats that packed weights of `rows` by `columns` channels take.
  func packedCount(rows: Int, columns: Int) -> Int {
    // A kernel as wide as its input is folded into the channels of the big side; and the phases of
    // a stride may be filled up to one number of taps.
    let taps = (height + strideHeight - 1) / strideHeight * strideHeight
    return taps * max(width * rows * wholePanels(columns), rows * wholePanels(width * columns))
  }
}

import CKernels

/// One product of a training step, as the models of the paper's table have it, to be timed by itself.
public struct KernelBenchmark {
  /// What it is.
  public let name: String
  /// Floating-point operations of one run; a multiply-add is two.
  public let operations: Double
  /// Runs it once.
  public let run: () -> Void

  /// The products of the table's variants, of a batch of 64 with 160 steps.
  public static func all(_ kernels: Kernels) -> [KernelBenchmark] {
    let table = kernels.table
    return [
      recurrentStep("LSTM step, 44 live rows", gates: 4, table),
      stateGradient("LSTM step's gradient", gates: 4, table),
      outer("LSTM weight gradient", rows: 176, left: 128, right: 512, table),
      recurrentStep("RNN step, 44 live rows", gates: 1, table),
      product("dense 1408 to 256", rows: 64, taps: 11, depth: 128, columns: 256, table),
    ]
      + convolutions("convolution 16 to 32, k9x1 s2x1", [64, 80, 2, 16], 32, [9, 1, 2, 1], table)
      + convolutions("convolution 32 to 64, k9x2 s2x2", [64, 40, 2, 32], 64, [9, 2, 2, 2], table)
      + convolutions("convolution 64 to 64, k9x1 s1x1", [64, 20, 1, 64], 64, [9, 1, 1, 1], table)
      + convolutions(
        "deconvolution 128 to 64, k9x2 s2x2", [64, 40, 2, 64], 128, [9, 2, 2, 2], table)
      + convolutions(
        "deconvolution 64 to 32, k9x1 s2x1", [64, 80, 2, 32], 64, [9, 1, 2, 1], table)
      + convolutions(
        "deconvolution 32 to 16, k9x1 s2x1", [64, 160, 2, 16], 32, [9, 1, 2, 1], table)
  }

  /// Operations a second, and those in shares of a loop of multiply-adds from registers.
  ///
  /// The best of some rounds, in which both take turns, so that a busy machine disturbs both alike.
  ///
  /// - Parameters:
  ///   - kernels: Those it was made with.
  ///   - rounds: How many; each takes about two milliseconds.
  ///   - seconds: Reads a clock, best this thread's own.
  public func speed(
    on kernels: Kernels, rounds: Int, seconds: () -> Double
  ) -> (operationsPerS: Double, shareOfPeak: Double) {
    run()
    var (rate, peak) = (0.0, 0.0)
    for _ in 0..<rounds {
      rate = max(rate, operations * runsPerSecond(seconds))
      peak = max(peak, kernels.peak(rounds: 100_000, seconds: seconds))
    }
    return (rate, rate / peak)
  }

  private func runsPerSecond(_ seconds: () -> Double) -> Double {
    let start = seconds()
    var (runs, taken) = (0.0, 0.0)
    repeat {
      run()
      runs += 1
      taken = seconds() - start
    } while taken < 0.001
    return runs / taken
  }

  private static let hidden = 128
  private static let live = 44

  /// Numbers of the size of activations; zeros would be treated as slowly, denormals not.
  private static func numbers(_ count: Int) -> Buffer {
    let buffer = Buffer(count: count)
    for index in 0..<count { buffer.pointer[index] = Float(index % 127 - 63) / 256 }
    return buffer
  }

  private static func recurrentStep(_ name: String, gates: Int, _ table: kernel_table)
    -> KernelBenchmark
  {
    let columns = gates * hidden
    let (bias, state) = (numbers(columns), numbers(live * hidden))
    let (weights, output) = (numbers(hidden * columns), numbers(live * columns))
    return KernelBenchmark(name: name, operations: Double(2 * live * hidden * columns)) {
      var step = recurrent_step()
      step.rows = live
      step.panels = columns / panel
      step.bias = UnsafePointer(bias.pointer)
      step.state = UnsafePointer(state.pointer)
      step.state_stride = hidden
      step.state_depth = hidden
      step.state_weights = UnsafePointer(weights.pointer)
      step.gates = output.pointer
      table.step(&step)
    }
  }

  private static func stateGradient(_ name: String, gates: Int, _ table: kernel_table)
    -> KernelBenchmark
  {
    product(
      name, rows: live, taps: gates * hidden / panel, depth: panel, columns: hidden, table)
  }

  private static func product(
    _ name: String, rows: Int, taps: Int, depth: Int, columns: Int, _ table: kernel_table
  ) -> KernelBenchmark {
    let left = numbers(rows * taps * depth)
    let (packed, output) = (numbers(taps * depth * columns), numbers(rows * columns))
    return KernelBenchmark(name: name, operations: Double(2 * rows * taps * depth * columns)) {
      table.multiply(
        left.pointer, rows, taps * depth, taps, depth, depth, packed.pointer, columns, nil, 0, 1,
        output.pointer, columns)
    }
  }

  private static func outer(
    _ name: String, rows: Int, left leftColumns: Int, right rightColumns: Int, _ table: kernel_table
  ) -> KernelBenchmark {
    let (left, right) = (numbers(rows * leftColumns), numbers(rows * rightColumns))
    let product = numbers(leftColumns * rightColumns)
    return KernelBenchmark(name: name, operations: Double(2 * rows * leftColumns * rightColumns)) {
      var piece = segment(
        left: left.pointer, right: right.pointer, rows: rows, right_panel: rows * panel)
      table.add_outer(
        &piece, 1, leftColumns, panel, leftColumns, rightColumns, product.pointer, rightColumns)
    }
  }

  /// A convolution's three products: `big` is `[N, H, W, C]`, `kernel` heights, widths and strides.
  private static func convolutions(
    _ name: String, _ big: [Int], _ channels: Int, _ kernel: [Int], _ table: kernel_table
  ) -> [KernelBenchmark] {
    let shape = Shape(big[0], big[1], big[2], big[3])
    let sizes = ConvolutionKernel(kernel[0], kernel[1], stride: kernel[2], kernel[3])
    var geometry = sizes.geometry(big: shape, smallChannels: channels, padding: .same)
    let positions = shape.n * geometry.small_height * geometry.small_width
    let (large, small) = (numbers(shape.count), numbers(positions * channels))
    let weights = numbers(kernel[0] * kernel[1] * shape.c * channels)
    let packed = numbers(
      max(
        sizes.packedCount(rows: shape.c, columns: channels),
        sizes.packedCount(rows: channels, columns: shape.c)))
    let operations = Double(2 * positions * channels * kernel[0] * kernel[1] * shape.c)
    return [
      KernelBenchmark(name: name, operations: operations) {
        table.convolve(&geometry, large.pointer, packed.pointer, nil, 1, small.pointer)
      },
      KernelBenchmark(name: "\(name), transposed", operations: operations) {
        table.convolve_transposed(&geometry, small.pointer, packed.pointer, nil, 0, large.pointer)
      },
      KernelBenchmark(name: "\(name), weight gradient", operations: operations) {
        table.convolve_weight_gradient(&geometry, large.pointer, small.pointer, weights.pointer)
      },
    ]
  }
}

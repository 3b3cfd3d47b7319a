import CKernels

/// The single-precision loops of one instruction set.
public struct Kernels: @unchecked Sendable, CustomStringConvertible {
  // Unchecked: a table of C functions without state, never written after it was made.
  let table: kernel_table

  /// The loops this processor can run, fastest first; the last run on any.
  public static let available: [Kernels] = {
    var found: [Kernels] = []
    while let table = kernels_at(found.count) { found.append(Kernels(table: table.pointee)) }
    return found
  }()

  /// The fastest loops this processor can run.
  public static let best = available[0]

  /// The loops any processor can run.
  public static let portable = available[available.count - 1]

  /// The instruction set: `x86-64 AVX-512`, `x86-64 AVX2+FMA` or `portable`.
  public var instructionSet: String { String(cString: table.name) }

  /// The instruction set.
  public var description: String { instructionSet }

  /// The numeric contract: two builds of one number give the same bits for the same run.
  public var contract: Int { table.contract }

  /// Floating-point operations a second of a loop of multiply-adds from registers, on this thread.
  ///
  /// - Parameters:
  ///   - rounds: Length of the loop; a million is about a millisecond.
  ///   - seconds: Reads a clock, best this thread's own.
  public func peak(rounds: Int, seconds: () -> Double) -> Double {
    var sink = [Float](repeating: 0, count: panel)
    let start = seconds()
    let operations = table.peak(rounds, &sink)
    return operations / (seconds() - start)
  }

  /// Runs `body` with denormal numbers treated as zero on this thread, as all training must: they
  /// cost hundreds of cycles each, and the bits of a run depend on it. Afterwards the thread is as
  /// it was; it may be one that others share.
  public static func flushingDenormals<Result>(_ body: () throws -> Result) rethrows -> Result {
    let control = kernels_flush_denormals()
    defer { kernels_restore_denormals(control) }
    return try body()
  }
}

/// Columns of a panel; every buffer has this many readable floats behind its end.
let panel = Int(PANEL)

/// `count` rounded up to whole panels.
func wholePanels(_ count: Int) -> Int { (count + panel - 1) / panel * panel }

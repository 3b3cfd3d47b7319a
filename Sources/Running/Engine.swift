import Neural
import Scheduling
import Synchronization

/// The training core of this processor, as far as commands need to know it.
package enum Engine {
  /// The numeric contract: engines of one number give the same bits.
  package static var contract: Int { Kernels.best.contract }

  /// Its instruction set.
  package static var instructionSet: String { Kernels.best.instructionSet }

  /// Multiply-adds from registers, in floating-point operations a second on this thread.
  package static func peak() -> Double {
    (0..<9).map { _ in Kernels.best.peak(rounds: 2_000_000, seconds: Clock.threadSeconds) }
      .max() ?? 0
  }

  /// The same on so many threads at once, each, by the clock on the wall: so threads of one core and
  /// whatever else the machine does count too.
  static func speed(threads: Int) -> Double {
    let together = min(threads, Processors.current().usable)
    let rates = Mutex<[Double]>([])
    onThreads(together) {
      let rate = Kernels.best.peak(rounds: 40_000_000, seconds: Clock.seconds)
      rates.withLock { $0.append(rate) }
    }
    let sum = rates.withLock { $0.reduce(0, +) }
    return sum / Double(max(1, threads))
  }
}

import Experiments
import Foundation
import Neural
import Scheduling
import Synchronization

/// The training core of this processor, as far as commands need to know it.
enum Engine {
  /// The numeric contract: engines of one number give the same bits.
  static var contract: Int { Kernels.best.contract }

  /// Its instruction set.
  static var instructionSet: String { Kernels.best.instructionSet }

  /// Multiply-adds from registers, in floating-point operations a second on this thread.
  static func peak() -> Double {
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

extension Environment {
  /// On what this process runs.
  ///
  /// - Parameter commit: The commit that this program was built of.
  static func current(commit: String = Product.commit()) -> Environment {
    var names = utsname()
    uname(&names)
    return Environment(
      version: Product.version, commit: commit, instructionSet: Engine.instructionSet,
      processor: processorName(), cores: Processors.current().usable,
      host: text(names.nodename),
      system: "\(text(names.sysname)) \(text(names.release)) \(text(names.machine))")
  }

  private static func processorName() -> String {
    let table = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = table.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":", maxSplits: 1).last
    return name?.trimmingCharacters(in: .whitespaces) ?? "unknown"
  }

  private static func text<Characters>(_ characters: Characters) -> String {
    withUnsafeBytes(of: characters) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

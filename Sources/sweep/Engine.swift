import Experiments
import Foundation
import Neural

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
}

extension Environment {
  /// On what this process runs.
  static func current() -> Environment {
    var names = utsname()
    uname(&names)
    return Environment(
      version: Product.version, commit: Product.commit(), instructionSet: Engine.instructionSet,
      processor: processorName(), cores: ProcessInfo.processInfo.activeProcessorCount,
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

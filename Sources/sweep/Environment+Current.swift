import Experiments
import Foundation
import Running
import Scheduling

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

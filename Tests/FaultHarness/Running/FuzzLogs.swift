import Foundation

/// What fuzzers have written, added up.
public struct FuzzLogs {
  private static let parsers = ["spec", "worker", "program", "mat", "ts", "safetensors"]
  private let folder: String

  /// - Parameter folder: Holds what libFuzzer wrote with `-print_final_stats=1`, in files named
  ///   `PARSER.log` or `PARSER-ANYTHING.log`; one file may hold several goes.
  public init(folder: String) {
    self.folder = folder
  }

  /// Markdown lines on how often each parser was given bytes; none where there is no such file.
  public var lines: [String] {
    let rows = Self.parsers.compactMap(row)
    if rows.isEmpty { return [] }
    return [
      "\n## Mutated bytes given to parsers (`make fuzz`, libFuzzer with AddressSanitizer)\n",
      "A finding: a trap, a broken promise, an error of memory, an input that takes a minute.\n",
      "| Parser | Inputs | Findings |", "|---|---:|---:|",
    ] + rows
  }

  private func row(_ parser: String) -> String? {
    let texts = texts(of: parser)
    let runs = texts.flatMap { $0.matches(of: /stat::number_of_executed_units: +(\d+)/) }
      .reduce(0) { $0 + (Int($1.1) ?? 0) }
    let findings = texts.reduce(0) { $0 + $1.components(separatedBy: "SUMMARY: ").count - 1 }
    return runs == 0 ? nil : "| `\(parser)` | \(runs) | \(findings) |"
  }

  private func texts(of parser: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let logs = names.filter { $0 == "\(parser).log" || $0.hasPrefix("\(parser)-") }.sorted()
    return logs.compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)").map {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }
}

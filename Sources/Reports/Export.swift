import Experiments
import Foundation

/// Results for other programs: comma-separated values (RFC 4180) and JSON lines.
public enum Export {
  /// A row a run: what it is, how it ended, and the last values of its metrics.
  ///
  /// Lines end in CR LF; fields are quoted where they must be. What is not finite is `nan`, `inf`
  /// or `-inf`; what is missing is empty; a list has spaces between its numbers. Numbers are the
  /// shortest that give the same bits back.
  public static func csv(_ sweeps: [SweepResults]) -> String {
    let all = sweeps.map(columns)
    var seen: Set<String> = []
    let header = all.joined().map(\.name).filter { seen.insert($0).inserted }
    let rows = zip(sweeps, all).flatMap { sweep, columns in
      let sources = Dictionary(columns.map { ($0.name, $0.source) }, uniquingKeysWith: { $1 })
      let inOrder = header.map { sources[$0] }
      return sweep.runs.map { run in
        inOrder.map { source in source.map { text(value($0, sweep, run)) } ?? "" }
      }
    }
    return csv([header] + rows)
  }

  /// A row a measured value: `sweep,run_id,label,epoch,name,value,bits`; where states are counted
  /// otherwise than in epochs, in the word for them.
  public static func metricsCSV(_ sweeps: [SweepResults]) -> String {
    let steps = Set(sweeps.map(\.sweep.manifest.words.step))
    let step = steps.count == 1 ? steps.first ?? "step" : "step"
    let header = ["sweep", "run_id", "label", step, "name", "value", "bits"]
    let rows = sweeps.flatMap { sweep in sweep.runs.flatMap { values(of: $0, in: sweep) } }
    return csv([header] + rows)
  }

  private static func values(of run: RunResult, in sweep: SweepResults) -> [[String]] {
    run.metrics.flatMap { entry in
      entry.metrics.map { metric in
        [sweep.sweep.name, run.run.id, run.run.label]
          + ["\(entry.epoch)", metric.name.rawValue, text(.number(metric.value))]
          + [Hexadecimal.digits(metric.bits)]
      }
    }
  }

  /// A JSON object a run, with the columns of ``csv(_:)`` as sorted keys; numbers that are not
  /// finite are the strings `nan`, `inf` and `-inf`, what is missing is null.
  public static func jsonLines(_ results: SweepResults) -> String {
    let columns = columns(of: results)
    return results.runs.map { run in
      let members = columns.map { column in
        "\(JSONText.string(column.name)):\(json(value(column.source, results, run)))"
      }
      return "{" + members.sorted().joined(separator: ",") + "}\n"
    }.joined()
  }

  static func csv(_ rows: [[String]]) -> String {
    rows.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }

  static func text(_ value: ExportValue) -> String {
    switch value {
    case .text(let text): text ?? ""
    case .whole(let value): value.map { "\($0)" } ?? ""
    case .number(let value): value.map(ExactNumber.text) ?? ""
    case .value(.null?): ""
    case .value(.list(let values)?): values.map(\.words).joined(separator: " ")
    case .value(let value): value?.words ?? ""
    }
  }

  static func json(_ value: ExportValue) -> String {
    switch value {
    case .text(let text): text.map(JSONText.string) ?? "null"
    case .whole(let value): value.map { "\($0)" } ?? "null"
    case .number(let value): value.map(json) ?? "null"
    case .value(let value): value.map(json) ?? "null"
    }
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .flag: value.words
    case .number(let number): json(number)
    case .text(let text): JSONText.string(text)
    case .list(let values): "[" + values.map(json).joined(separator: ",") + "]"
    }
  }

  private static func json(_ number: Double) -> String {
    number.isFinite ? ExactNumber.text(number) : "\"\(ExactNumber.text(number))\""
  }
}

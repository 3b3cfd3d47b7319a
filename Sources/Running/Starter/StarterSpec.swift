import Experiments
import Foundation
import Letters
import Programs

/// A spec to start from, as text, and what is to be filled in.
package struct StarterSpec {
  /// The spec's text: a JSON object.
  package let text: String
  /// What a person has to look at, a line each.
  package let notes: [String]

  /// A small sweep of our own trainer, which needs no file.
  ///
  /// - Parameters:
  ///   - name: The sweep's.
  ///   - schema: Whether the schema lies beside the spec.
  package init(named name: String, schema: Bool) {
    notes = []
    let members = StarterSweep.members.split(separator: "\n").map { "  \($0)\n" }.joined()
    text = "{\n\(schema ? Self.schema : "")  \"name\": \"\(name)\",\n\(members)}\n"
  }

  /// A sweep of somebody else's program: its options with their defaults, one run.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - page: What its `--help` says.
  ///   - name: The sweep's.
  ///   - schema: Whether the schema lies beside the spec.
  package init(_ program: StarterProgram, _ page: HelpPage, named name: String, schema: Bool) {
    let parameters = StarterParameters(page)
    let metrics = MetricGuess(source: program.source)
    let command = program.command + parameters.before + ["{args}"] + parameters.after
    let inputs = program.script.map { "    \"inputs\": [\(Self.quoted($0))],\n" } ?? ""
    let values = parameters.values.map { "    \(Self.quoted($0.name)): \($0.json)" }
    text = """
      {
      \(schema ? Self.schema : "")\
        "name": "\(name)",
        "trainer": {
          "command": [\(command.map(Self.quoted).joined(separator: ", "))],
      \(inputs)\
          "metrics": { \(metrics.json) }
        },
        "parameters": {\(values.isEmpty ? "" : "\n\(values.joined(separator: ",\n"))\n  ")},
        "seeds": [0]
      }

      """
    notes = [metrics.note] + parameters.notes
  }

  private static let schema = "  \"$schema\": \"./sweep.schema.json\",\n"

  private static func quoted(_ text: String) -> String { JSONText.quoted(text) }
}

/// Texts and values as JSON.
enum JSONText {
  static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}

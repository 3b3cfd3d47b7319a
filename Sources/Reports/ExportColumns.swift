import Experiments

/// A value of an export.
enum ExportValue: Sendable {
  case text(String?)
  case whole(Int?)
  case number(Double?)
}

/// A column of an export: its name and where its values come from.
struct ExportColumn: Sendable {
  /// The name, as the store's view has it.
  let name: String
  /// A run's value.
  let value: @Sendable (SweepResults, RunResult) -> ExportValue
}

extension Export {
  /// The columns of a row a run, in order.
  static let columns: [ExportColumn] = [
    ExportColumn(name: "sweep") { sweep, _ in .text(sweep.sweep.name) },
    ExportColumn(name: "run_id") { .text($1.run.id) },
    ExportColumn(name: "label") { .text($1.run.label) },
    ExportColumn(name: "family") { .text($1.run.configuration.variant.family.rawValue) },
    ExportColumn(name: "cell") { .text($1.run.configuration.variant.cellName) },
    ExportColumn(name: "seed") { .whole($1.run.configuration.seed) },
    ExportColumn(name: "latent") { .whole($1.run.configuration.model.latent) },
    ExportColumn(name: "hidden") { .whole($1.run.configuration.model.hidden) },
    ExportColumn(name: "batch_size") { .whole($1.run.configuration.train.batchSize) },
    ExportColumn(name: "learning_rate") { .number($1.run.configuration.train.learningRate) },
    ExportColumn(name: "epochs") { .whole($1.run.configuration.train.epochs) },
    ExportColumn(name: "state") { .text($1.state.rawValue) },
    ExportColumn(name: "attempts") { .whole($1.attempts) },
    ExportColumn(name: "last_epoch") { .whole($1.metrics.last?.epoch) },
    ExportColumn(name: "train_mse") { .number($1.last(.trainMSE)?.value) },
    ExportColumn(name: "test_mse") { .number($1.last(.testMSE)?.value) },
    ExportColumn(name: "train_mse_running") { .number($1.last(.trainMSERunning)?.value) },
    ExportColumn(name: "test_mse_running") { .number($1.last(.testMSERunning)?.value) },
    ExportColumn(name: "seconds") { .number($1.seconds) },
    ExportColumn(name: "sequences") { .whole($1.sequences) },
    ExportColumn(name: "failure") { .text($1.failure) },
  ]
}

/// JSON written by hand where order and form matter.
enum JSONText {
  /// A string with its quotes; control characters escaped.
  static func string(_ text: String) -> String {
    "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
    default: String(scalar)
    }
  }
}

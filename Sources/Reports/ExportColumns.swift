import Experiments

/// A value of an export.
enum ExportValue: Sendable {
  case text(String?)
  case whole(Int?)
  case number(Double?)
  case value(Value?)
}

/// A column of an export: its name and where its values come from.
struct ExportColumn: Sendable {
  /// The name, as the store's view has it.
  let name: String
  /// A run's value.
  let value: @Sendable (SweepResults, RunResult) -> ExportValue
}

extension Export {
  /// The columns of a row a run, in order. New ones come last: others count on those before.
  ///
  /// The values of metrics are of the state `evaluated_epoch`, the best is the least `test_mse`, and
  /// the checkpoint, of the state `checkpoint_epoch`, lies below the save folder.
  static let columns: [ExportColumn] = [
    ExportColumn(name: "sweep") { sweep, _ in .text(sweep.sweep.name) },
    ExportColumn(name: "run_id") { .text($1.run.id) },
    ExportColumn(name: "label") { .text($1.run.label) },
    ExportColumn(name: "family") { .text($1.run.configuration.variant.family.rawValue) },
    ExportColumn(name: "cell") { .text($1.run.configuration.variant.cellName) },
    ExportColumn(name: "seed") { .whole($1.run.configuration.seed) },
    column("model.latent"),
    column("model.hidden"),
    column("train.batch_size"),
    column("train.learning_rate"),
    column("train.epochs"),
    ExportColumn(name: "state") { .text($1.state.rawValue) },
    ExportColumn(name: "attempts") { .whole($1.attempts) },
    ExportColumn(name: "last_epoch") { .whole($1.metrics.last?.epoch) },
    ExportColumn(name: "train_mse") { .number($1.headline(.trainMSE)?.value) },
    ExportColumn(name: "test_mse") { .number($1.headline(.testMSE)?.value) },
    ExportColumn(name: "train_mse_running") { .number($1.headline(.trainMSERunning)?.value) },
    ExportColumn(name: "test_mse_running") { .number($1.headline(.testMSERunning)?.value) },
    ExportColumn(name: "seconds") { .number($1.seconds) },
    ExportColumn(name: "sequences") { .whole($1.sequences) },
    ExportColumn(name: "failure") { .text($1.failure) },
    ExportColumn(name: "evaluated_epoch") { .whole($1.evaluatedEpoch) },
    ExportColumn(name: "best_epoch") { .whole($1.best?.epoch) },
    ExportColumn(name: "best_test_mse") { .number($1.best?.testMSE) },
    column("train.shuffle"), column("train.evaluate_every"), column("train.figure_epochs"), column("train.checkpoint_every"),
    column(identity: "split_seed"), column(identity: "fingerprint"),
    column(identity: "numeric_contract"),
    ExportColumn(name: "folder") { .text($1.run.folder) },
    ExportColumn(name: "checkpoint") { .text($1.checkpoints.last?.file) },
    ExportColumn(name: "checkpoint_epoch") { .whole($1.checkpoints.last?.epoch) },
    ExportColumn(name: "core_seconds") { .number($1.coreSeconds) },
  ]

  private static func column(_ path: String) -> ExportColumn {
    ExportColumn(name: ParameterPath.key(of: path)) { _, result in .value(result.run[path]) }
  }

  private static func column(identity name: String) -> ExportColumn {
    ExportColumn(name: name) { _, result in
      identity(of: result.run.configuration).first { $0.name == name }?.value ?? .text(nil)
    }
  }
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

import GRDB

/// Whose rows are read.
enum RunScope {
  /// Those of every run.
  case all
  /// Those of all runs of a sweep.
  case sweep(Int64)
  /// Those of one run.
  case run(Int64)

  /// The condition on a column of runs' numbers. Rows come in the order of the column's index: no
  /// sorting is needed.
  func condition(on column: String) -> String {
    switch self {
    case .all: ""
    case .sweep: "WHERE \(column) IN (SELECT run FROM sweep_runs WHERE sweep = ?)"
    case .run: "WHERE \(column) = ?"
    }
  }

  /// What the condition asks for.
  var arguments: StatementArguments {
    switch self {
    case .all: []
    case .sweep(let number), .run(let number): [number]
    }
  }
}

import GRDB

extension Schema {
  /// Version 5: runs of any trainer, with metrics of any name and what they made.
  ///
  /// `last_values` repeats what `metrics` says, written in the same transaction. What stores held
  /// before were the letters, whose metrics were all the better the less.
  static let generality = """
    DROP VIEW run_results;

    CREATE TABLE artifacts (
      run INTEGER NOT NULL REFERENCES runs,
      step INTEGER NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      file TEXT NOT NULL,
      content BLOB NOT NULL,
      PRIMARY KEY (run, step, name)
    ) STRICT;

    CREATE TABLE last_values (
      run INTEGER NOT NULL REFERENCES runs,
      name TEXT NOT NULL,
      step INTEGER NOT NULL,
      value REAL,
      bits INTEGER NOT NULL,
      PRIMARY KEY (run, name)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO last_values (run, name, step, value, bits)
      SELECT run, name, max(epoch), value, bits FROM metrics GROUP BY run, name;

    ALTER TABLE runs DROP COLUMN train_mse;
    ALTER TABLE runs DROP COLUMN test_mse;
    ALTER TABLE runs DROP COLUMN train_mse_running;
    ALTER TABLE runs DROP COLUMN test_mse_running;
    ALTER TABLE runs ADD COLUMN diverged_at INTEGER;
    UPDATE runs SET diverged_at =
      (SELECT ended ->> '$.diverged.epoch' FROM attempts
        WHERE run = runs.number AND attempt = runs.attempts)
    WHERE state = 'diverged';

    ALTER TABLE sweep_runs ADD COLUMN uncounted TEXT NOT NULL DEFAULT '{}';
    UPDATE sweep_runs SET uncounted = \(oldUncounted);
    ALTER TABLE sweep_runs DROP COLUMN checkpoint_every;

    CREATE TABLE declared_metrics (
      sweep INTEGER NOT NULL REFERENCES sweeps,
      place INTEGER NOT NULL,
      name TEXT NOT NULL,
      better TEXT NOT NULL,
      PRIMARY KEY (sweep, place)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO declared_metrics (sweep, place, name, better)
      SELECT sweeps.number, names.key, names.value, 'lower'
      FROM sweeps, json_each('["train_loss", "train_mse", "test_mse", "train_mse_running",
        "test_mse_running"]') AS names;

    \(resultsOfLastValues)

    CREATE VIEW run_parameters AS
    SELECT runs.id AS run_id, replace(substr(leaves.fullkey, 3), '"', '') AS path,
      leaves.value AS value
    FROM runs, json_tree(runs.configuration) AS leaves
    WHERE leaves.type <> 'object' AND instr(leaves.fullkey, '[') = 0;

    CREATE VIEW run_values AS
    SELECT runs.id AS run_id, metrics.name AS name, metrics.epoch AS step,
      metrics.value AS value,
      CASE
        WHEN (metrics.bits >> 52) & 2047 < 2047 THEN 'finite'
        WHEN metrics.bits & 4503599627370495 <> 0 THEN 'nan'
        WHEN metrics.bits < 0 THEN '-inf'
        ELSE 'inf'
      END AS kind,
      metrics.bits AS bits,
      (SELECT declared_metrics.better FROM sweep_runs
        JOIN declared_metrics ON declared_metrics.sweep = sweep_runs.sweep
        WHERE sweep_runs.run = metrics.run AND declared_metrics.name = metrics.name
        ORDER BY sweep_runs.sweep DESC LIMIT 1) AS better
    FROM metrics
    JOIN runs ON runs.number = metrics.run;
    """

  /// What stands for `sweep_runs.uncounted` in older tables.
  private static let oldUncounted =
    "json_object('train', json_object('checkpoint_every', checkpoint_every))"

  /// The values of a listed run's parameters that do not count, as canonical JSON.
  static func uncounted(_ db: Database) throws -> String {
    try version(of: db) >= 5 ? "uncounted" : oldUncounted
  }

  /// As above, by the columns that a damaged store still has.
  static func uncounted(inTablesOf db: Database) throws -> String {
    let names = try db.columns(in: "sweep_runs").map(\.name)
    return names.contains("uncounted") ? "uncounted" : oldUncounted
  }

  // As version 4 has it: the values of the very state that stands beside them.
  private static var resultsOfLastValues: String {
    func own(_ name: String) -> String {
      """
      (SELECT value FROM last_values WHERE run = runs.number AND name = '\(name)'
        AND (runs.state = 'finished' OR step = runs.epochs)) AS \(name)
      """
    }
    return """
      CREATE VIEW run_results AS
      SELECT sweeps.name AS sweep, runs.id AS run_id, sweep_runs.label AS label,
        nullif(runs.family, '') AS family, nullif(runs.cell, '') AS cell, runs.seed AS seed,
        runs.configuration AS configuration, runs.state AS state, runs.attempts AS attempts,
        runs.epochs AS epochs, \(own("train_mse")), \(own("test_mse")),
        \(own("train_mse_running")), \(own("test_mse_running")), runs.seconds AS seconds,
        runs.failure AS failure
      FROM sweeps
      JOIN sweep_runs ON sweep_runs.sweep = sweeps.number
      JOIN runs ON runs.number = sweep_runs.run;
      """
  }
}

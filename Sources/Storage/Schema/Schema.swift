import GRDB

/// The tables, and how older stores come to have them.
enum Schema {
  /// Marks our files, at byte 68: "SWEP".
  static let applicationID: UInt32 = 0x5357_4550
  /// The newest tables this program knows, at byte 60 of the file.
  static let version: UInt32 = 7

  /// Each migration is one transaction; none is ever changed once released.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: tables)
      try db.execute(sql: views)
      try db.execute(sql: "PRAGMA user_version = 1")
    }
    migrator.registerMigration("2") { db in
      try db.execute(sql: costs)
      try db.execute(sql: "PRAGMA user_version = 2")
    }
    migrator.registerMigration("3") { db in
      try db.execute(sql: attestations)
      try db.execute(sql: "PRAGMA user_version = 3")
    }
    // Runs' files lie by their ids from then on. A program that looks for them by label, and removes
    // what it does not know there, must not open such a store.
    migrator.registerMigration("4") { db in
      try db.execute(sql: "DROP VIEW run_results; \(resultsOfTheirEpoch)")
      try db.execute(sql: "PRAGMA user_version = 4")
    }
    migrator.registerMigration("5") { db in
      try db.execute(sql: generality)
      try db.execute(sql: "PRAGMA user_version = 5")
    }
    migrator.registerMigration("6") { db in
      try db.execute(sql: answers)
      try db.execute(sql: "PRAGMA user_version = 6")
    }
    // A program that takes every run for stopped whose sweep is gone must not open such a store.
    migrator.registerMigration("7") { db in
      try db.execute(sql: journals)
      try db.execute(sql: "PRAGMA user_version = 7")
    }
    return migrator
  }

  /// The version of a store's tables: a reader changes nothing, so they may be older.
  static func version(of db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  /// A column where the tables have it, else NULL.
  static func column(_ name: String, since version: Int, _ db: Database) throws -> String {
    try self.version(of: db) >= version ? name : "NULL"
  }

  /// The refusal of a store of a later version.
  static func tooNew(_ path: String, found: Int) -> StoreError {
    StoreError(
      .tooNew, path: path,
      what: "was written by a later version of this program "
        + "(its schema is version \(found), the newest known here is \(version))")
  }

  // `runs.epochs` (and up to version 4 what stands to `runs.test_mse_running`) repeats what `metrics`
  // says, written in the same transaction, so that listing many runs reads little.
  private static let tables = """
    CREATE TABLE sweeps (
      number INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      spec TEXT NOT NULL,
      spec_sha256 TEXT NOT NULL,
      dataset TEXT NOT NULL,
      published TEXT NOT NULL,
      registered_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE environments (
      number INTEGER PRIMARY KEY,
      environment TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE runs (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      configuration TEXT NOT NULL,
      family TEXT NOT NULL,
      cell TEXT NOT NULL,
      seed INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN
        ('pending', 'running', 'interrupted', 'finished', 'diverged', 'failed')),
      attempts INTEGER NOT NULL DEFAULT 0,
      seconds REAL NOT NULL DEFAULT 0,
      sequences INTEGER NOT NULL DEFAULT 0,
      epochs INTEGER NOT NULL DEFAULT 0,
      train_mse REAL,
      test_mse REAL,
      train_mse_running REAL,
      test_mse_running REAL,
      failure TEXT,
      environment INTEGER REFERENCES environments,
      ancestor INTEGER REFERENCES runs,
      digest INTEGER
    ) STRICT;

    CREATE TABLE sweep_runs (
      sweep INTEGER NOT NULL REFERENCES sweeps,
      position INTEGER NOT NULL,
      run INTEGER NOT NULL REFERENCES runs,
      label TEXT NOT NULL,
      folder TEXT NOT NULL,
      checkpoint_every INTEGER NOT NULL,
      PRIMARY KEY (sweep, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE metrics (
      run INTEGER NOT NULL REFERENCES runs,
      epoch INTEGER NOT NULL,
      name TEXT NOT NULL,
      bits INTEGER NOT NULL,
      value REAL,
      PRIMARY KEY (run, epoch, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE reconstructions (
      run INTEGER NOT NULL REFERENCES runs,
      epoch INTEGER NOT NULL,
      panels BLOB NOT NULL,
      PRIMARY KEY (run, epoch)
    ) STRICT;

    CREATE TABLE ground_truths (
      fingerprint TEXT NOT NULL,
      split_seed INTEGER NOT NULL,
      batch_size INTEGER NOT NULL,
      panels BLOB NOT NULL,
      digest INTEGER NOT NULL,
      PRIMARY KEY (fingerprint, split_seed, batch_size)
    ) STRICT;

    CREATE TABLE checkpoints (
      file TEXT NOT NULL PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES runs,
      epoch INTEGER NOT NULL,
      batch INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      bytes INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX checkpoints_of_run ON checkpoints (run, epoch, batch);

    CREATE TABLE attempts (
      run INTEGER NOT NULL REFERENCES runs,
      attempt INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      batch INTEGER NOT NULL,
      environment INTEGER NOT NULL REFERENCES environments,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      ended TEXT,
      PRIMARY KEY (run, attempt)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE warnings (
      number INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES runs,
      attempt INTEGER NOT NULL,
      message TEXT NOT NULL,
      warned_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX warnings_of_run ON warnings (run);
    """

  // Version 2: what attempts cost, and what `status` needs of many runs, narrow and in order.
  private static let costs = """
    CREATE TABLE kinds (
      number INTEGER PRIMARY KEY,
      kind TEXT NOT NULL UNIQUE
    ) STRICT;
    ALTER TABLE runs ADD COLUMN kind INTEGER REFERENCES kinds;
    ALTER TABLE runs ADD COLUMN core_seconds REAL;
    ALTER TABLE runs ADD COLUMN changed_at INTEGER;
    ALTER TABLE attempts ADD COLUMN heard_at INTEGER;

    INSERT INTO kinds (kind) SELECT DISTINCT \(KindRows.kindOfRun) FROM runs;
    UPDATE runs SET
      kind = (SELECT number FROM kinds WHERE kinds.kind = \(KindRows.kindOfRun)),
      changed_at = (SELECT max(max(started_at, coalesce(ended_at, started_at)))
        FROM attempts WHERE run = runs.number);
    CREATE INDEX runs_by_state
      ON runs (state, kind, attempts, epochs, seconds, sequences, changed_at);
    CREATE INDEX sweep_runs_of_run ON sweep_runs (run);
    """

  // Version 3: which runs were trained again, and whether they came out the same. It counts for the
  // values that had this digest.
  private static let attestations = """
    CREATE TABLE attestations (
      run INTEGER PRIMARY KEY REFERENCES runs,
      digest INTEGER NOT NULL,
      agrees INTEGER NOT NULL,
      attested_at INTEGER NOT NULL
    ) STRICT;
    """

  // Version 6: what search programs answered, so that no question is asked twice. A key stands for all
  // that an answer follows from but the results: the program, its files, the space, the seed.
  private static let answers = """
    CREATE TABLE search_answers (
      sweep INTEGER NOT NULL REFERENCES sweeps,
      key TEXT NOT NULL,
      round INTEGER NOT NULL,
      place INTEGER NOT NULL,
      trials TEXT NOT NULL,
      PRIMARY KEY (sweep, key, round, place)
    ) STRICT, WITHOUT ROWID;
    """

  // Version 7: how far the journals of a run were read that goes, or went, on another machine; and
  // whether it may still go on there.
  private static let journals = """
    CREATE TABLE journals (
      run INTEGER PRIMARY KEY REFERENCES runs,
      number INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      is_live INTEGER NOT NULL
    ) STRICT;
    """

  // Version 4: what a row repeats of its metrics is of the last state that was evaluated; here it
  // stands beside `epochs`, so it is there only where it is of that very state.
  private static var resultsOfTheirEpoch: String {
    func own(_ name: String) -> String {
      """
      CASE WHEN runs.state = 'finished' OR EXISTS (SELECT 1 FROM metrics
        WHERE run = runs.number AND epoch = runs.epochs AND name = '\(name)')
        THEN runs.\(name) END AS \(name)
      """
    }
    return """
      CREATE VIEW run_results AS
      SELECT sweeps.name AS sweep, runs.id AS run_id, sweep_runs.label AS label,
        runs.family AS family, runs.cell AS cell, runs.seed AS seed,
        runs.configuration AS configuration, runs.state AS state, runs.attempts AS attempts,
        runs.epochs AS epochs, \(own("train_mse")), \(own("test_mse")),
        \(own("train_mse_running")), \(own("test_mse_running")), runs.seconds AS seconds,
        runs.failure AS failure
      FROM sweeps
      JOIN sweep_runs ON sweep_runs.sweep = sweeps.number
      JOIN runs ON runs.number = sweep_runs.run;
      """
  }

  // What other programs may rely on. SQLite has no way from bits to REAL, nor NaN or infinities,
  // so `value` is stored beside `bits`; it is for people (-0.0 reads as 0.0), the bits are exact.
  private static let views = """
    CREATE VIEW run_results AS
    SELECT sweeps.name AS sweep, runs.id AS run_id, sweep_runs.label AS label,
      runs.family AS family, runs.cell AS cell, runs.seed AS seed,
      runs.configuration AS configuration, runs.state AS state, runs.attempts AS attempts,
      runs.epochs AS epochs, runs.train_mse AS train_mse, runs.test_mse AS test_mse,
      runs.train_mse_running AS train_mse_running, runs.test_mse_running AS test_mse_running,
      runs.seconds AS seconds, runs.failure AS failure
    FROM sweeps
    JOIN sweep_runs ON sweep_runs.sweep = sweeps.number
    JOIN runs ON runs.number = sweep_runs.run;

    CREATE VIEW epoch_metrics AS
    SELECT runs.id AS run_id, metrics.epoch AS epoch, metrics.name AS name,
      metrics.value AS value,
      CASE
        WHEN (metrics.bits >> 52) & 2047 < 2047 THEN 'finite'
        WHEN metrics.bits & 4503599627370495 <> 0 THEN 'nan'
        WHEN metrics.bits < 0 THEN '-inf'
        ELSE 'inf'
      END AS kind,
      metrics.bits AS bits
    FROM metrics
    JOIN runs ON runs.number = metrics.run;
    """
}

extension Schema {
  /// Last values as tables before version 5 have them: four of them in the runs' rows.
  static let oldLastValues =
    "("
    + ["train_mse", "test_mse", "train_mse_running", "test_mse_running"].map { name in
      """
      SELECT number AS run, '\(name)' AS name, NULL AS step, NULL AS bits, \(name) AS value FROM runs
      """
    }.joined(separator: " UNION ALL ") + ")"
}

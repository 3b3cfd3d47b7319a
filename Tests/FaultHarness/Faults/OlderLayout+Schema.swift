extension OlderLayout {
  /// The tables, indexes and views of version 3, as version 0.1.0 made them.
  static let schemaOfVersion3 = """
    CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
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
    , kind INTEGER REFERENCES kinds, core_seconds REAL, changed_at INTEGER) STRICT;
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
    CREATE TABLE attempts (
      run INTEGER NOT NULL REFERENCES runs,
      attempt INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      batch INTEGER NOT NULL,
      environment INTEGER NOT NULL REFERENCES environments,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      ended TEXT, heard_at INTEGER,
      PRIMARY KEY (run, attempt)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE warnings (
      number INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES runs,
      attempt INTEGER NOT NULL,
      message TEXT NOT NULL,
      warned_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE kinds (
      number INTEGER PRIMARY KEY,
      kind TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE attestations (
      run INTEGER PRIMARY KEY REFERENCES runs,
      digest INTEGER NOT NULL,
      agrees INTEGER NOT NULL,
      attested_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX checkpoints_of_run ON checkpoints (run, epoch, batch);
    CREATE INDEX warnings_of_run ON warnings (run);
    CREATE INDEX runs_by_state
      ON runs (state, kind, attempts, epochs, seconds, sequences, changed_at);
    CREATE INDEX sweep_runs_of_run ON sweep_runs (run);
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

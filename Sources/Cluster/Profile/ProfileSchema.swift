/// The JSON Schema of a profile, for editors: `experiments/profile.schema.json`.
public enum ProfileSchema {
  /// The schema's text, JSON Schema 2020-12.
  public static let json = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "sweep profile",
      "description": "Other machines that runs go to. Nothing in it belongs to an experiment.",
      "type": "object",
      "required": ["executor"],
      "additionalProperties": false,
      "properties": {
        "$schema": { "description": "This schema, for editors.", "type": "string" },
        "executor": {
          "description": "What brings tasks to machines: a Slurm cluster; machines that ssh reaches, or \
    this one without a parent, both by GNU parallel.",
          "enum": ["slurm", "ssh", "local"]
        },
        "save": {
          "description": "The save folder, which all machines see under this path. Relative paths \
    count from the profile's folder.",
          "type": "string", "minLength": 1
        },
        "store": {
          "description": "The store, on a disk of the machine on which you type: SQLite and network \
    file systems do not go together.",
          "type": "string", "minLength": 1
        },
        "sbatch": {
          "description": "Options for sbatch, each with its value in one text.",
          "type": "array",
          "items": { "type": "string", "pattern": "^-" },
          "examples": [["--partition=cpu", "--account=lab", "--constraint=avx2"]]
        },
        "setup": {
          "description": "Lines of the shell that go before each task.",
          "type": "array",
          "items": { "type": "string", "minLength": 1 },
          "examples": [["module load gcc/12"]]
        },
        "environment": {
          "description": "Names of variables whose values tasks are given; they get no others.",
          "type": "array",
          "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$" }
        },
        "task_minutes": {
          "description": "Runs that are shorter share a task up to this length.",
          "type": "number", "minimum": 0.01, "default": 30
        },
        "max_minutes": {
          "description": "The most minutes that a task may be given.",
          "type": "number", "minimum": 3, "default": 720
        },
        "at_a_time": {
          "description": "Tasks that go at a time.",
          "type": "integer", "minimum": 1, "default": 64
        },
        "max_tasks": {
          "description": "Tasks that are handed over together: those of one job array.",
          "type": "integer", "minimum": 1, "default": 1000
        },
        "look_seconds": {
          "description": "Seconds between two questions to the scheduler: one for everything.",
          "type": "number", "minimum": 1, "default": 60
        },
        "hosts": {
          "description": "Machines that ssh reaches, with how many tasks each takes.",
          "type": "array",
          "items": { "type": "string", "minLength": 1 },
          "examples": [["8/node1", "8/node2"]]
        }
      }
    }
    """
}

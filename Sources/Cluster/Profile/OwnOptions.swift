/// Options of `sbatch` that a profile may not give, since the program gives them itself.
enum OwnOptions {
  /// Why an option is refused, and what to use in its place; `nil` where it is welcome.
  static func refusal(of name: String) -> String? {
    switch name {
    case "--array", "-a":
      "tasks are an array of the program's own; \"at_a_time\" says how many go at a time"
    case "--job-name", "-J": "the name carries the sweep and the submission's token"
    case "--comment": "the program uses it"
    case "--output", "-o", "--error", "-e", "--open-mode":
      "each task's log lies in the submission's folder"
    case "--signal": "the program asks to be told two minutes before the end"
    case "--requeue", "--no-requeue": "tasks that are put back go on from their last checkpoint"
    case "--export", "--export-file", "--get-user-env":
      "tasks get no variables but those that \"environment\" names"
    case "--parsable", "--wait", "-W", "--wrap", "--test-only", "--input", "-i":
      "the program reads what sbatch answers"
    case "--time", "-t", "--time-min":
      "the time follows from what runs are expected to take; \"max_minutes\" is the most"
    case "--dependency", "-d": "tasks depend on nothing"
    case "--chdir", "-D": "runs begin where their spec lies"
    case "--ntasks", "-n", "--ntasks-per-node", "--nodes", "-N":
      "each task is one process on one machine"
    default: nil
    }
  }
}

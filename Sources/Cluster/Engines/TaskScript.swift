import Foundation

/// The script of a task: what every machine does before the program is started.
struct TaskScript {
  let profile: Profile
  let submission: Submission

  /// The lines of the shell that start a task.
  ///
  /// The program takes the shell's place, so that a scheduler's signals reach it.
  ///
  /// - Parameter index: What the shell knows the task's place by: `$SLURM_ARRAY_TASK_ID`.
  func lines(index: String) -> [String] {
    // Until the program hears signals itself, an early announcement of the end must not end the shell.
    ["trap '' USR1", "export PATH=\"${PATH:-/usr/local/bin:/usr/bin:/bin}\""] + profile.setup + [
      "exec \(Self.quoted(submission.program)) worker --tasks \(Self.quoted(submission.folder)) "
        + "--index \"\(index)\""
    ]
  }

  /// A word that the shell takes as it is.
  static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }
}

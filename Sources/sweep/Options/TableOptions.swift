import ArgumentParser

/// How a list is written, but for people.
struct TableOptions: ParsableArguments {
  @Flag(help: "Write comma-separated values.")
  var csv = false

  @Flag(help: "Write a table of Markdown.")
  var md = false

  /// Refuses more than one form.
  ///
  /// - Parameter json: Whether JSON is asked for.
  func check(json: Bool) throws {
    if [csv, md, json].filter({ $0 }).count > 1 {
      throw ValidationError("choose one of --json, --csv and --md")
    }
  }
}

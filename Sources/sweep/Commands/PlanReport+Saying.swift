import Reports
import Running

extension PlanReport {
  /// Says it: the runs on standard output, the rest on standard error.
  func say(_ output: OutputOptions) throws {
    if output.json { return try output.sayJSON(json) }
    table.write(width: Console.dataWidth) { Console.data($0) }
    for note in notes { output.say("note: \(note)") }
    for line in summary { output.say(line) }
  }
}

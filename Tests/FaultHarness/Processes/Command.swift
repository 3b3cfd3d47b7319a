import Foundation

/// What is to be started, where, and where its words go.
struct Command {
  /// The program's path or name, then its arguments.
  let words: [String]
  /// Its working folder.
  let folder: String
  /// Variables beside those of this process, of which `SWEEP_...` are left out.
  var environment: [String: String] = [:]
  /// Files for its output and errors; the same one for both is fine.
  var output = "/dev/null"
  var errors = "/dev/null"
  /// A descriptor to read from; nothing by default.
  var input: Int32?

  /// The arguments of `env`, which sets folder and variables and then becomes the program.
  var throughEnv: [String] {
    let unset = ProcessInfo.processInfo.environment.keys.filter { $0.hasPrefix("SWEEP_") }.sorted()
    let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return ["env", "-C", folder] + unset.flatMap { ["-u", $0] } + variables + words
  }
}

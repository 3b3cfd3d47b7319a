/// What is asked of the library that injects faults from within.
struct Shim {
  /// Whose calls count.
  enum Role: String { case parent, worker }
  /// What happens at the call.
  enum Action: String { case kill, killboth, orphan, eio, enospc, drop }
  /// Which calls count.
  enum Calls: String { case all, write, sync }

  var role: Role
  var action: Action
  var calls = Calls.all
  /// The call's number, from 1.
  var at: Int
  /// Whether it happens at every later call too.
  var isLasting = false

  /// The variables that say so.
  ///
  /// - Parameters:
  ///   - once: A file that marks that it has happened.
  ///   - go: The file that lets an orphan go on.
  func environment(
    _ bench: Bench, once: String?, go: String? = nil
  ) throws -> [String: String] {
    guard let library = bench.shim else { throw HarnessError("there is no C compiler") }
    var variables = [
      "LD_PRELOAD": library, "FAULT_ROLE": role.rawValue, "FAULT_DO": action.rawValue,
      "FAULT_CALLS": calls.rawValue, "FAULT_AT": "\(at)",
    ]
    if let once { variables["FAULT_ONCE"] = once }
    if let go { variables["FAULT_GO"] = go }
    if isLasting { variables["FAULT_ALWAYS"] = "1" }
    return variables
  }

}

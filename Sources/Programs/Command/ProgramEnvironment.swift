import CSystem
import Experiments
import Foundation

/// The variables of a program: those of this process, and over them those of its call.
///
/// Beside them it has `SWEEP_CONFIG`, `SWEEP_FOLDER` and `PWD`; and, where neither the user nor the
/// call has set them, `PYTHONUNBUFFERED=1` (else Python keeps its lines back for as long as it likes,
/// and they are lost where it is killed) and, with a limit on threads, those in
/// ``threadVariables``. What an outer sweep said of its own run is not passed on.
public struct ProgramEnvironment {
  /// By which numeric libraries are told how many threads they may use: OpenMP, Intel's MKL, OpenBLAS,
  /// NumExpr, Apple's Accelerate.
  public static let threadVariables = [
    "OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
  ]

  private static let ofOneRun = [
    "SWEEP_CONFIG", "SWEEP_RUN", "SWEEP_LABEL", "SWEEP_SEED", "SWEEP_ATTEMPT", "SWEEP_FOLDER",
    "SWEEP_CHECKPOINT",
  ]

  private var added: [String: String]

  /// - Parameter config: Path of the file with the call's JSON.
  init(_ call: ProgramCall, config: String) {
    var softly = ["PYTHONUNBUFFERED": "1"]
    if let threads = call.limits.threads {
      for name in Self.threadVariables { softly[name] = "\(threads)" }
    }
    added = softly.filter { getenv($0.key) == nil }
    added["PWD"] = call.workingFolder
    added.merge(call.environment) { $1 }
    added["SWEEP_FOLDER"] = call.folder
    added["SWEEP_CONFIG"] = config
  }

  /// A variable's value, the inherited too.
  subscript(name: String) -> String? {
    added[name] ?? getenv(name).map { String(cString: $0) }
  }

  /// All of them, `NAME=value`; those inherited byte for byte.
  var list: CStringList {
    let list = CStringList(added.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
    var next = csystem_environment()
    while let text = next?.pointee {
      if isPassedOn(text) { list.add(text) }
      next = next?.advanced(by: 1)
    }
    return list
  }

  private func isPassedOn(_ text: UnsafePointer<CChar>) -> Bool {
    let name = String(String(cString: text).prefix { $0 != "=" })
    return added[name] == nil && !Self.ofOneRun.contains(name)
      && !name.hasPrefix(ProgramSpec.variablePrefix)
  }
}

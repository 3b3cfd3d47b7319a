/// What a program finds in the file that `SWEEP_CONFIG` names: its run, as JSON.
///
/// A contract with programs in any language; a change of it changes ``protocolNumber``.
public struct ProgramConfig: Sendable {
  /// The number of the contract.
  public static let protocolNumber = 1

  private let run: Run
  private let attempt: Int
  private let folder: String
  private let checkpoint: String?
  private let parameters: [ParameterValues.Entry]

  /// Describes an attempt.
  ///
  /// - Parameters:
  ///   - parameters: The run's parameters, in the order of its spec.
  ///   - folder: The attempt's own folder, absolute.
  ///   - checkpoint: The file to go on from, absolute; `nil` to begin.
  public init(
    _ run: Run, attempt: Int, parameters: [String], folder: String, checkpoint: String?
  ) {
    self.run = run
    self.attempt = attempt
    self.folder = folder
    self.checkpoint = checkpoint
    self.parameters = parameters.compactMap { path in run[path].map { .init(path, $0) } }
  }

  /// The file's text: `run`, `label`, `seed`, `parameters` (nested as in the spec, with their types),
  /// `folder`, `attempt`, `checkpoint` (a path or null), `protocol`.
  public var json: [UInt8] {
    var json = CanonicalJSON()
    json.object { json in
      json.member("attempt") { $0.integer(attempt) }
      json.member("checkpoint") { json in
        if let checkpoint { json.string(checkpoint) } else { json.null() }
      }
      json.member("folder") { $0.string(folder) }
      json.member("label") { $0.string(run.label) }
      json.member("parameters", ParameterValues(parameters).write)
      json.member("protocol") { $0.integer(Self.protocolNumber) }
      json.member("run") { $0.string(run.id) }
      json.member("seed") { $0.integer(run.configuration.seed) }
    }
    return json.bytes
  }

  /// The variables that say the same, and the parameters one by one.
  public var environment: [String: String] {
    var variables = [
      "SWEEP_RUN": run.id, "SWEEP_LABEL": run.label, "SWEEP_SEED": "\(run.configuration.seed)",
      "SWEEP_ATTEMPT": "\(attempt)", "SWEEP_CHECKPOINT": checkpoint ?? "",
    ]
    for entry in parameters {
      variables[ProgramSpec.variable(of: entry.path)] = entry.value.argument
    }
    return variables
  }

  /// The command with this attempt's words put in.
  ///
  /// - Parameter config: The path of the file.
  public func command(_ items: [String], config: String) -> [String] {
    CommandTemplate.command(items, parameters: parameters) { name in
      switch name {
      case "seed": "\(run.configuration.seed)"
      case "folder": folder
      case "run": run.id
      case "label": run.label
      case "attempt": "\(attempt)"
      case "checkpoint": checkpoint ?? ""
      case "config": config
      default: nil
      }
    }
  }
}

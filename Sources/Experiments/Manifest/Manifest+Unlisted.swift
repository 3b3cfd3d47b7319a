extension Configuration {
  static let commandPath = "program.command"
  static let inputsPath = "program.inputs"

  /// Whether somebody else's program trains: no other trainer has values under `program`.
  public var isProgram: Bool { values[Self.commandPath] != nil }
}

extension Trainers {
  /// What is known of the trainer of a run that no sweep lists any more.
  public func manifest(ofUnlisted configuration: Configuration) -> Manifest {
    configuration.isProgram ? manifest(ofSpec: configuration.unlistedSpec) : standard
  }

  /// A record in the place of a sweep's that lists a run no more.
  public func record(ofUnlisted configuration: Configuration) -> SweepRecord {
    let program = ProgramRecord(folder: "", inputs: [])
    let data = DatasetRecord(
      name: "", choice: "", fingerprint: configuration["dataset.fingerprint"]?.string ?? "",
      sequences: 0, train: 0, test: 0, isSynthetic: false, source: .file(path: ""))
    return SweepRecord(
      name: "", spec: configuration.isProgram ? configuration.unlistedSpec : "", specSHA256: "",
      source: configuration.isProgram ? .program(program) : .data(data), published: [:],
      manifest: manifest(ofUnlisted: configuration))
  }
}

extension Manifest {
  /// The values of the parameters that change no number, where nobody gave any.
  public var uncountedFallbacks: ParameterValues {
    ParameterValues(
      parameters.filter { !$0.counts }.compactMap { parameter in
        parameter.fallback.map { ParameterValues.Entry(parameter.path, $0) }
      })
  }
}

extension Configuration {
  /// As much of a program's spec as a run of it tells: the names of its parameters.
  fileprivate var unlistedSpec: String {
    let isOwn = { (path: String) in path == Self.commandPath || path == Self.inputsPath }
    var json = CanonicalJSON()
    json.object { json in
      json.member(Manifest.programKey) { json in
        ParameterValues(values.entries.filter { !isOwn($0.path) }).write(to: &json)
      }
      json.member("trainer") { $0.object { _ in } }
    }
    return json.text
  }
}

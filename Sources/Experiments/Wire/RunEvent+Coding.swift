extension RunEvent: Codable {
  private enum Kind: String, Codable {
    case started, progress, metrics, truth, reconstruction, artifact, checkpoint, obsolete, warning
    case cost, ended
  }

  private enum Key: String, CodingKey {
    case type, step, batch, environment, progress, values, panels, artifact, checkpoint, files
    case message, end
    case coreSeconds = "core_seconds"
    case version = "protocol"
  }

  /// Reads an event; its `type` says what else is there.
  ///
  /// - Throws: `DecodingError` where it is none.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    func step() throws -> Int { try members.decode(Int.self, forKey: .step) }
    switch try members.decode(Kind.self, forKey: .type) {
    case .started:
      let version = try members.decode(Int.self, forKey: .version)
      try decoder.refuse { () throws(RuleBroken) in try WorkerProtocol.check(version) }
      self = .started(
        epoch: try step(), batch: try members.decode(Int.self, forKey: .batch),
        environment: try members.decode(Environment.self, forKey: .environment))
    case .progress: self = .progress(try members.decode(Progress.self, forKey: .progress))
    case .metrics:
      self = .metrics(
        epoch: try step(), try members.decode(MetricMembers.self, forKey: .values).metrics)
    case .truth: self = .groundTruth(try members.decode(Panels.self, forKey: .panels))
    case .reconstruction:
      self = .reconstruction(epoch: try step(), try members.decode(Panels.self, forKey: .panels))
    case .artifact: self = .artifact(try members.decode(Artifact.self, forKey: .artifact))
    case .checkpoint: self = .checkpoint(try members.decode(Checkpoint.self, forKey: .checkpoint))
    case .obsolete: self = .obsolete(files: try members.decode([String].self, forKey: .files))
    case .warning: self = .warning(try members.decode(String.self, forKey: .message))
    case .cost: self = .cost(coreSeconds: try members.decode(Double.self, forKey: .coreSeconds))
    case .ended: self = .ended(try members.decode(RunEnd.self, forKey: .end))
    }
  }

  /// Writes an event.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    try members.encode(kind, forKey: .type)
    switch self {
    case .started(let step, let batch, let environment):
      try members.encode(step, forKey: .step)
      try members.encode(batch, forKey: .batch)
      try members.encode(WorkerProtocol.number, forKey: .version)
      try members.encode(environment, forKey: .environment)
    case .progress(let progress): try members.encode(progress, forKey: .progress)
    case .metrics(let step, let metrics):
      try members.encode(step, forKey: .step)
      try members.encode(MetricMembers(metrics), forKey: .values)
    case .groundTruth(let panels): try members.encode(panels, forKey: .panels)
    case .reconstruction(let step, let panels):
      try members.encode(step, forKey: .step)
      try members.encode(panels, forKey: .panels)
    case .artifact(let artifact): try members.encode(artifact, forKey: .artifact)
    case .checkpoint(let checkpoint): try members.encode(checkpoint, forKey: .checkpoint)
    case .obsolete(let files): try members.encode(files, forKey: .files)
    case .warning(let message): try members.encode(message, forKey: .message)
    case .cost(let seconds): try members.encode(seconds, forKey: .coreSeconds)
    case .ended(let end): try members.encode(end, forKey: .end)
    }
  }

  private var kind: Kind {
    switch self {
    case .started: .started
    case .progress: .progress
    case .metrics: .metrics
    case .groundTruth: .truth
    case .reconstruction: .reconstruction
    case .artifact: .artifact
    case .checkpoint: .checkpoint
    case .obsolete: .obsolete
    case .warning: .warning
    case .cost: .cost
    case .ended: .ended
    }
  }
}

extension Run {
  /// Refuses names and paths that no plan gives a run.
  ///
  /// - Throws: ``RuleBroken`` with the first.
  public static func check(id: String, label: String, folder: String) throws(RuleBroken) {
    guard SweepName.isValid(id) else {
      throw RuleBroken("id", SpecError.quoted(id), SweepName.rules)
    }
    guard isLabel(label) else {
      throw RuleBroken("label", SpecError.quoted(label), "made of a-z, A-Z, digits and . _ - , =")
    }
    try RelativePath.check(folder, "folder")
  }

  /// Refuses names and paths that no plan gives a run.
  public func check() throws(RuleBroken) {
    try Self.check(id: id, label: label, folder: folder)
    try Self.check(uncounted: uncounted)
  }

  /// Refuses values of parameters that do not count and that no spec may say.
  public static func check(uncounted: ParameterValues) throws(RuleBroken) {
    guard let every = uncounted[ownKeyPath] else { return }
    guard let number = every.integer else {
      throw RuleBroken(ownKeyPath, every.words, "a whole number")
    }
    try RuleBroken.check(number, ownKeyPath, in: 1...1_000_000)
  }

  // One such value there has been from the start, and it has a key of its own.
  private static let ownKeyPath = "train.checkpoint_every"

  enum CodingKeys: String, CodingKey {
    case id, label, configuration, folder, uncounted
    case checkpointEvery = "checkpoint_every"
  }

  /// Reads a run.
  ///
  /// - Throws: `DecodingError` where it is none that a plan could have.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try values.decode(String.self, forKey: .id),
      label: try values.decode(String.self, forKey: .label),
      configuration: try values.decode(Configuration.self, forKey: .configuration),
      folder: try values.decode(String.self, forKey: .folder),
      uncounted: try Self.uncounted(values))
    try decoder.refuse(check)
  }

  private static func uncounted(
    _ values: KeyedDecodingContainer<CodingKeys>
  ) throws -> ParameterValues {
    if let every = try values.decodeIfPresent(Int.self, forKey: .checkpointEvery) {
      return ParameterValues([.init(ownKeyPath, .whole(every))])
    }
    let members = try values.decode(NestedMembers.self, forKey: .uncounted)
    return ParameterValues(members.entries)
  }

  /// Writes a run.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(id, forKey: .id)
    try values.encode(label, forKey: .label)
    try values.encode(configuration, forKey: .configuration)
    try values.encode(folder, forKey: .folder)
    if uncounted.entries.count == 1, let every = uncounted[Self.ownKeyPath]?.integer {
      try values.encode(every, forKey: .checkpointEvery)
    } else {
      try values.encode(NestedMembers(entries: uncounted.entries), forKey: .uncounted)
    }
  }

  private static func isLabel(_ text: String) -> Bool {
    text.utf8.count < 4096 && RelativePath.isPlain(text.utf8)
      && text.utf8.allSatisfy { SweepName.allows($0) || RelativePath.allowsInLabel($0) }
  }
}

extension Checkpoint {
  /// The steps that a run's files and values may be of.
  public static let steps = 0...1_000_000_000

  /// Refuses a file outside the folder of the runs' files, and numbers that no checkpoint has.
  public func check() throws(RuleBroken) {
    try RelativePath.check(file, "checkpoint", mayBeTemporary: true)
    try RuleBroken.check(epoch, "a checkpoint's epoch", in: Self.steps)
    try RuleBroken.check(batch, "a checkpoint's batch", in: 0...1_000_000_000)
    try RuleBroken.check(bytes, "a checkpoint's size", in: 0...(1 << 48))
  }

  enum CodingKeys: CodingKey { case epoch, batch, file, sha256, bytes }

  /// Reads a checkpoint.
  ///
  /// - Throws: `DecodingError` where it is none that a run could have.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      epoch: try values.decode(Int.self, forKey: .epoch),
      batch: try values.decode(Int.self, forKey: .batch),
      file: try values.decode(String.self, forKey: .file),
      sha256: try values.decode(String.self, forKey: .sha256),
      bytes: try values.decode(Int.self, forKey: .bytes))
    try decoder.refuse(check)
  }
}

extension DataSource {
  /// Refuses a path that is none, and more sequences than a spec may ask for.
  public func check() throws(RuleBroken) {
    switch self {
    case .file(let path):
      guard SpecDecoder.isPath(path) else {
        throw RuleBroken("data", SpecError.quoted(path), SpecDecoder.pathRule)
      }
    case .synthetic(let sequences, let seed):
      try RuleBroken.check(sequences, "synthetic.sequences", in: SpecDecoder.sequencesRange)
      try RuleBroken.check(seed, "synthetic.seed", in: SpecDecoder.seedRange)
    }
  }
}

extension Assignment {
  enum CodingKeys: String, CodingKey {
    case run, attempt, source, home, checkpoints
    case saveFolder = "save_folder"
    case valuesOnly = "values_only"
    case version = "protocol"
  }

  /// Reads an assignment.
  ///
  /// - Throws: `DecodingError` where it is none that a sweep could give.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let run = try values.decode(Run.self, forKey: .run)
    let version = try values.decode(Int.self, forKey: .version)
    try decoder.refuse { () throws(RuleBroken) in try WorkerProtocol.check(version) }
    self.init(
      run: run,
      attempt: try values.decode(Int.self, forKey: .attempt),
      source: try values.decode(TrainingSource.self, forKey: .source),
      saveFolder: try values.decode(String.self, forKey: .saveFolder),
      home: try values.decode(String.self, forKey: .home),
      checkpoints: try values.decode([Checkpoint].self, forKey: .checkpoints),
      valuesOnly: try values.decode(Bool.self, forKey: .valuesOnly))
    try decoder.refuse(check)
  }

  /// Writes an assignment.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(WorkerProtocol.number, forKey: .version)
    try values.encode(run, forKey: .run)
    try values.encode(attempt, forKey: .attempt)
    try values.encode(source, forKey: .source)
    try values.encode(saveFolder, forKey: .saveFolder)
    try values.encode(home, forKey: .home)
    try values.encode(checkpoints, forKey: .checkpoints)
    try values.encode(valuesOnly, forKey: .valuesOnly)
  }

  private func check() throws(RuleBroken) {
    switch source {
    case .data(let data): try data.check()
    case .program(let program): try program.check()
    }
    try RelativePath.check(home, "home")
    guard saveFolder.hasPrefix("/"), saveFolder.utf8.count < 4096 else {
      throw RuleBroken("save_folder", SpecError.quoted(saveFolder), "the path of a folder from /")
    }
  }
}

/// What identifies a program beyond its spec, read once before a plan is made.
public struct ProgramRecord: Codable, Hashable, Sendable {
  /// The spec's folder, in which the program is started; absolute.
  public let folder: String
  /// The files that change the numbers, by path.
  public let inputs: [InputFile]

  /// Makes a record.
  public init(folder: String, inputs: [InputFile]) {
    self.folder = folder
    self.inputs = inputs
  }

  /// A file that changes the numbers.
  public struct InputFile: Codable, Hashable, Sendable {
    /// Its path, relative to the spec's folder.
    public let path: String
    /// SHA-256 of its bytes, in hexadecimal.
    public let sha256: String

    /// Makes a file's record.
    public init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }

    /// Refuses what no spec's inputs give.
    public func check() throws(RuleBroken) {
      guard SpecDecoder.isPath(path), sha256.utf8.count == 64 else {
        throw RuleBroken("an input", SpecError.quoted(path), "a path with a SHA-256")
      }
    }
  }

  /// What counts of it in a run's configuration, beside its parameters.
  ///
  /// - Parameter command: The spec's command, before a run's words are put in.
  public func facts(command: [String]) -> [ParameterValues.Entry] {
    [
      .init(Configuration.commandPath, .list(command.map(Value.text))),
      .init(
        Configuration.inputsPath,
        .list(inputs.map { .list([.text($0.path), .text($0.sha256)]) })),
    ]
  }

  /// In which files it differs from another one, in words: `train.py changed`.
  public func changes(since other: ProgramRecord) -> [String] {
    let (old, new) = (Self.digests(other.inputs), Self.digests(inputs))
    return Set(old.keys).union(new.keys).sorted().compactMap { path in
      switch (old[path], new[path]) {
      case (nil, _?): "\(path) was added"
      case (_?, nil): "\(path) was removed"
      case (let before, let now): before == now ? nil : "\(path) changed"
      }
    }
  }

  private static func digests(_ files: [InputFile]) -> [String: String] {
    Dictionary(files.map { ($0.path, $0.sha256) }, uniquingKeysWith: { $1 })
  }
}

/// On what a sweep trains.
public struct DatasetSpec: Hashable, Sendable {
  /// Where to look for the data, best first; the first that is there is taken.
  public let sources: [DataSource]
  /// Seed of the split into train and test.
  public let splitSeed: Int

  /// Makes a dataset's description.
  public init(sources: [DataSource], splitSeed: Int) {
    self.sources = sources
    self.splitSeed = splitSeed
  }
}

extension DataSource {
  /// The source with its path taken from a folder, unless the path is absolute.
  ///
  /// Paths in a spec are relative to the spec's folder, not to where the command runs.
  public func relative(to folder: String) -> DataSource {
    guard case .file(let path) = self, !path.hasPrefix("/"), !folder.isEmpty else { return self }
    return .file(path: folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)")
  }
}

/// Tells the kinds of many runs, most of which differ from the one before in nothing but the seed.
public struct RunKinds {
  private let manifest: Manifest
  private var last: (values: ParameterValues, kind: RunKind)?

  /// - Parameter manifest: What the runs' trainer declares.
  public init(_ manifest: Manifest) { self.manifest = manifest }

  /// The kind of a configuration.
  public mutating func kind(of configuration: Configuration) -> RunKind {
    if let last, last.values == configuration.values { return last.kind }
    let kind = RunKind(configuration, manifest)
    last = (configuration.values, kind)
    return kind
  }
}

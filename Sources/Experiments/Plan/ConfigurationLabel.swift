/// What a run's label says of its configuration: all but the seed.
public enum ConfigurationLabel {
  /// A label without its seed; `run` where it has nothing else.
  public static func of(_ label: String) -> String {
    let parts = label.split(separator: ",", omittingEmptySubsequences: false)
    guard let last = parts.last, last.hasPrefix("seed="), Int(last.dropFirst(5)) != nil else {
      return label
    }
    return parts.count == 1 ? "run" : parts.dropLast().joined(separator: ",")
  }
}

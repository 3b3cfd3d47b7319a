/// What a program has said, or what has to be said of it.
public enum ProgramMessage: Hashable, Sendable {
  /// Values measured, at a step where it named one.
  case metrics(step: Int?, [ProgramMetric])
  /// A file from which it can go on; its path as it was said. See ``ProgramFolder``.
  case checkpoint(path: String, step: Int)
  /// A file to be kept; its path as it was said. Its name is the file's without its ending where the
  /// program gave none.
  case artifact(path: String, name: String, step: Int?)
  /// How much of the run is done, 0 to 1.
  case progress(Double)
  /// The program calls its run diverged.
  case diverged
  /// A trial that a search program wants: the line as it was said.
  case trial(String)
  /// Something a person should know: a message of a wrong form (one of each kind in an attempt), or
  /// processes that were left behind. The run goes on.
  case warning(String)
}
